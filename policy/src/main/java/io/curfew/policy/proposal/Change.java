package io.curfew.policy.proposal;

import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.Severity;
import io.curfew.policy.language.Entry;
import io.curfew.policy.language.ListedDevice;
import io.curfew.policy.language.Policy;
import io.curfew.policy.language.Rule;
import io.curfew.policy.language.Tuning;

import java.util.ArrayList;
import java.util.List;

/**
 * Two policies, to be held against each other: a text is changed in one place, and what all that place serves shows
 * when the text is read.
 *
 * @param before the one in force
 * @param after the one that is proposed
 * @param alert what it is proposed for
 */
record Change(Policy before, Policy after, Alert alert) {
    /** What a rule says, wherever it stands. What the files say that it names is the same in both. */
    private record Said(
            String id,
            Rule.Subject subject,
            List<String> allow,
            List<String> deny,
            Severity severity,
            List<String> mudUrls,
            List<SiteId> replacedAt) {
        static Said of(Rule rule) {
            return new Said(
                    rule.id(),
                    rule.subject(),
                    texts(rule.allow()),
                    texts(rule.deny()),
                    rule.severity(),
                    rule.mudUrls(),
                    rule.replacedAt());
        }

        private static List<String> texts(List<Entry> entries) {
            return entries.stream().map(Entry::text).toList();
        }

        Said withoutDenied(String entry) {
            return new Said(
                    id,
                    subject,
                    allow,
                    deny.stream().filter(text -> !text.equals(entry)).toList(),
                    severity,
                    mudUrls,
                    replacedAt);
        }

        boolean isEmpty() {
            return allow.isEmpty() && deny.isEmpty() && mudUrls.isEmpty();
        }
    }

    /** True when nothing came but a rule of this id and subject, and the device in the list where it was missing. */
    boolean addsOnlyRule(String id, Rule.Subject subject) {
        List<Rule> added =
                after.rules().stream().filter(rule -> rule.id().equals(id)).toList();
        return added.size() == 1
                && added.getFirst().subject().equals(subject)
                && said(without(after.rules(), id)).equals(said(before.rules()))
                && after.tunings().equals(before.tunings())
                && listsAtMostTheDevice(id);
    }

    /** True when nothing came but a detection turned off, and the device in the list where it was missing. */
    boolean addsOnlyTuning(Rule.Subject subject) {
        List<Tuning> tunings = after.tunings();
        return tunings.size() == before.tunings().size() + 1
                && tunings.getLast().off()
                && tunings.getLast().subject().equals(subject)
                && tunings.subList(0, tunings.size() - 1).equals(before.tunings())
                && listsOnly();
    }

    /** True when nothing came but the device in the list. */
    boolean listsOnly() {
        return said(after.rules()).equals(said(before.rules())) && listsAtMostTheDevice("");
    }

    /** True when nothing went but an entry that a rule denies by, and with the last of its entries the rule. */
    boolean takesOnly(Rule from, String entry) {
        List<Said> expected = new ArrayList<>();
        for (Rule rule : before.rules()) {
            Said said = rule.equals(from) ? Said.of(rule).withoutDenied(entry) : Said.of(rule);
            if (!said.isEmpty()) {
                expected.add(said);
            }
        }
        return said(after.rules()).equals(expected)
                && after.tunings().equals(before.tunings())
                && after.devices().equals(before.devices())
                && after.sites().equals(before.sites());
    }

    /** True when the list holds nobody more than the device, of whom no rule speaks for that but the added one. */
    private boolean listsAtMostTheDevice(String added) {
        List<Rule> speaking = without(new Hearing(after, alert).rules(), added);
        return others(after).equals(others(before))
                && after.sites().equals(before.sites())
                && said(speaking).equals(said(new Hearing(before, alert).rules()));
    }

    private List<ListedDevice> others(Policy policy) {
        return policy.devices().stream()
                .filter(listed ->
                        !listed.site().equals(alert.site()) || !listed.id().equals(alert.device()))
                .toList();
    }

    private static List<Rule> without(List<Rule> rules, String id) {
        return rules.stream().filter(rule -> !rule.id().equals(id)).toList();
    }

    private static List<Said> said(List<Rule> rules) {
        return rules.stream().map(Said::of).toList();
    }
}
