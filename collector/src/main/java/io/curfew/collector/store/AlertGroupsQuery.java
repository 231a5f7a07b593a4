package io.curfew.collector.store;

/**
 * Which alerts are to be counted together.
 *
 * @param alerts which ones; its page means nothing
 * @param by what they have in common
 * @param most how many groups are wanted, 1 to {@value PageRequest#MOST_ITEMS}
 */
public record AlertGroupsQuery(AlertQuery alerts, AlertGrouping by, int most) {
    public AlertGroupsQuery {
        if (most < 1 || most > PageRequest.MOST_ITEMS) {
            throw new IllegalArgumentException(
                    "1 to " + PageRequest.MOST_ITEMS + " groups can be asked for, were " + most);
        }
    }
}
