package io.curfew.policy.language;

import io.curfew.events.DomainName;
import io.curfew.events.Transport;
import io.curfew.policy.essential.Essential;
import io.curfew.policy.essential.Essentials;
import io.curfew.policy.language.WrittenRule.WrittenEntry;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Notes what keeps devices from what they are known to need, where nobody says that it is meant. */
final class EssentialDoubts {
    private static final int DNS = 53;
    private static final int NTP = 123;

    private final Covering covering;
    private final Mistakes warnings;

    EssentialDoubts(Covering covering, Mistakes warnings) {
        this.covering = covering;
        this.warnings = warnings;
    }

    void note(List<WrittenRule> rules) {
        for (WrittenRule rule : rules) {
            for (WrittenEntry entry : rule.entries()) {
                if (entry.denies() && entry.entry().because().isEmpty()) {
                    noteNames(entry);
                    noteService(entry, "names", "resolvers", "dns", DNS);
                    noteService(entry, "the time", "timeServers", "ntp", NTP);
                }
            }
            noteForgotten(rule, rules);
        }
    }

    private void noteNames(WrittenEntry denied) {
        List<Essential> met = new ArrayList<>();
        for (Essential essential : Essentials.shipped().entries()) {
            if (means(denied.entry(), essential.name())) {
                met.add(essential);
            }
        }
        if (!met.isEmpty()) {
            String more = met.size() == 1 ? "" : " So are " + (met.size() - 1) + " more.";
            warnings.add(
                    denied.file(),
                    denied.node(),
                    "this denies what devices need. " + met.getFirst().sentence() + more,
                    EntryDoubts.SAY_WHY);
        }
    }

    private static boolean means(Entry entry, @Nullable DomainName name) {
        return name != null
                && (entry.names().stream().anyMatch(selector -> means(selector, name))
                        || (entry.direction() == Entry.Direction.TO
                                && entry.others().stream().anyMatch(selector -> means(selector, name))));
    }

    private static boolean means(Selector selector, DomainName name) {
        return switch (selector) {
            case Selector.Named named ->
                named.name().matches(name)
                        || named.name().name().equals(name)
                        || named.name().name().isBelow(name);
            case Selector.OnList onList -> onList.list().covers(name);
            case Selector.Resolvers _,
                    Selector.TimeServers _,
                    Selector.Controllers _,
                    Selector.Gateway _,
                    Selector.Internet _,
                    Selector.InZone _,
                    Selector.OfDevice _,
                    Selector.Tagged _,
                    Selector.InSubnet _,
                    Selector.InCountry _,
                    Selector.InNetwork _,
                    Selector.Local _,
                    Selector.MadeBy _,
                    Selector.OfModel _,
                    Selector.All _,
                    Selector.Not _ -> false;
        };
    }

    private void noteService(WrittenEntry denied, String what, String servers, String service, int port) {
        Entry entry = denied.entry();
        boolean isOfAll = entry.others().isEmpty()
                || entry.others().stream()
                        .anyMatch(other -> port == DNS
                                ? other instanceof Selector.Resolvers
                                : other instanceof Selector.TimeServers);
        boolean isMeant = entry.names().isEmpty()
                && entry.direction() == Entry.Direction.TO
                && isOfAll
                && !entry.ports().isEmpty();
        if (isMeant && isBy(entry, port)) {
            warnings.add(
                    denied.file(),
                    denied.node(),
                    "this denies asking for " + what + ", of the site's own servers as well",
                    "did you mean { service: " + service + ", to: { not: " + servers + " } }?");
        }
    }

    /** Under a default deny, somebody has to allow names and the time, or deny them knowingly. */
    private void noteForgotten(WrittenRule written, List<WrittenRule> rules) {
        Rule rule = written.rule();
        if (rule.allow().isEmpty() || !rule.mudUrls().isEmpty()) {
            return;
        }
        List<String> forgotten = new ArrayList<>();
        if (rules.stream().noneMatch(other -> speaksOf(other.rule(), DNS) && covering.mayMeet(rule, other.rule()))) {
            forgotten.add("dns");
        }
        if (rules.stream().noneMatch(other -> speaksOf(other.rule(), NTP) && covering.mayMeet(rule, other.rule()))) {
            forgotten.add("ntp");
        }
        if (!forgotten.isEmpty()) {
            warnings.add(
                    written.block().file(),
                    written.block().place("id"),
                    "no rule allows these devices " + String.join(" or ", forgotten)
                            + ": under this default deny each question is a violation",
                    "if that is meant, deny it and say why by \"because\"");
        }
    }

    private static boolean speaksOf(Rule rule, int port) {
        return rule.allow().stream().anyMatch(entry -> speaksOf(entry, port))
                || rule.deny().stream().anyMatch(entry -> speaksOf(entry, port));
    }

    private static boolean speaksOf(Entry entry, int port) {
        return entry.names().isEmpty() && entry.direction() == Entry.Direction.TO && isBy(entry, port);
    }

    private static boolean isBy(Entry entry, int port) {
        boolean isTransport = entry.transports().isEmpty() || entry.transports().contains(Transport.UDP);
        return isTransport
                && (entry.ports().isEmpty()
                        || entry.ports().stream().anyMatch(range -> range.contains(Transport.UDP, port)));
    }
}
