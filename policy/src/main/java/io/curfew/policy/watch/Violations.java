package io.curfew.policy.watch;

import io.curfew.policy.Alert;
import io.curfew.policy.Peer;
import io.curfew.policy.Severity;
import io.curfew.policy.Verdict;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.essential.Essential;
import io.curfew.policy.judge.Decision;
import io.curfew.policy.language.Entry;
import io.curfew.policy.language.Rule;
import org.jspecify.annotations.Nullable;

import java.util.stream.Collectors;

/** Tells decisions of rules to people. */
final class Violations {
    private static final String INFERRED =
            " Who started it is inferred, since its beginning was not seen: it may be an answer to the other side.";

    private static final int MOST_ENTRIES_TOLD = 20;

    private Violations() {}

    static boolean isOne(Decision decision) {
        return decision instanceof Decision.NotAllowed || decision instanceof Decision.Denied;
    }

    /** What a decision means for one end of a flow. */
    static Verdict verdict(Decision decision, String act, long policyVersion) {
        return switch (decision) {
            case Decision.Allowed allowed -> new Verdict.Allowed(allowed.rule().id(), reservation(allowed.untold()));
            case Decision.NotForbidden notForbidden -> new Verdict.Allowed(null, reservation(notForbidden.untold()));
            case Decision.Unjudged _ -> new Verdict.Unjudged();
            case Decision.Denied denied ->
                new Verdict.Violation(
                        denied.rule().id(),
                        denied.rule().severity(),
                        denied.entry().text(),
                        act + ", which " + denied.rule().id() + " denies" + because(denied.entry()),
                        policyVersion);
            case Decision.NotAllowed notAllowed ->
                new Verdict.Violation(
                        notAllowed.rule().id(),
                        notAllowed.rule().severity(),
                        null,
                        act + "; " + notAllowed.rule().id() + " allows only what it lists, and no rule lists this"
                                + (notAllowed.untold() == null ? "" : ". " + reservation(notAllowed.untold())),
                        policyVersion);
        };
    }

    /** That an entry was left out of account; null when none was. */
    private static @Nullable String reservation(Decision.@Nullable Untold untold) {
        return untold == null
                ? null
                : "The entry " + untold.entry().text() + " of the rule \""
                        + untold.rule().id() + "\" cannot be judged: the database that it needs was not given";
    }

    /**
     * The matter of a decision; null when it is no violation.
     *
     * @param act what happened, in words, without a final dot
     * @param remedy an entry that would allow it
     * @param essential what is known to stop without it; absent when nothing is
     */
    static @Nullable Matter matter(
            Decision decision,
            Matter.Who who,
            Peer peer,
            String service,
            boolean initiatorCertain,
            String act,
            String remedy,
            @Nullable Essential essential) {
        return switch (decision) {
            case Decision.Allowed _, Decision.NotForbidden _, Decision.Unjudged _ -> null;
            case Decision.Denied denied ->
                matter(
                        denied.rule(),
                        who,
                        peer,
                        service,
                        initiatorCertain,
                        denied.entry().text(),
                        null,
                        new Matter.Text(
                                sentence(act, initiatorCertain),
                                "The rule \"" + denied.rule().id() + "\" denies it: "
                                        + denied.entry().text() + because(denied.entry()) + ".",
                                "Block it at the firewall or the resolver. If it is wanted after all, narrow this entry"
                                        + " of the rule." + warning(essential)));
            case Decision.NotAllowed notAllowed ->
                matter(
                        notAllowed.rule(),
                        who,
                        peer,
                        service,
                        initiatorCertain,
                        allowed(notAllowed.rule()),
                        remedy,
                        new Matter.Text(
                                sentence(act, initiatorCertain),
                                "The rule \"" + notAllowed.rule().id()
                                        + "\" allows only what is listed for the device, and no rule lists this."
                                        + (notAllowed.untold() == null
                                                ? ""
                                                : " " + reservation(notAllowed.untold()) + "."),
                                "If the device works without it, block it at the firewall. If it needs it, allow it: "
                                        + remedy + "." + warning(essential)));
        };
    }

    private static Matter matter(
            Rule rule,
            Matter.Who who,
            Peer peer,
            String service,
            boolean initiatorCertain,
            String ruleText,
            @Nullable String remedy,
            Matter.Text text) {
        Severity severity = rule.severity();
        return new Matter(
                Alert.Kind.RULE, rule.id(), who, peer, service, severity, ruleText, initiatorCertain, text, remedy);
    }

    private static String sentence(String act, boolean initiatorCertain) {
        return act + "." + (initiatorCertain ? "" : INFERRED);
    }

    /** What a rule allows, an entry a line as the policy has it; a long rule is cut and says so. */
    private static String allowed(Rule rule) {
        String listed = rule.allow().stream()
                .limit(MOST_ENTRIES_TOLD)
                .map(entry -> "\n  - " + entry.text())
                .collect(Collectors.joining());
        int left = rule.allow().size() - MOST_ENTRIES_TOLD;
        return "allow:" + listed + (left > 0 ? "\n  … and " + left + " more" : "");
    }

    private static String warning(@Nullable Essential essential) {
        return essential == null ? "" : " Watch out when you block it: " + essential.sentence();
    }

    private static String because(Entry entry) {
        return entry.because().isEmpty() ? "" : " (" + entry.because() + ")";
    }
}
