package io.curfew.policy.watch;

import io.curfew.policy.Alert;
import io.curfew.policy.Peer;
import io.curfew.policy.Verdict;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.essential.Essential;
import io.curfew.policy.judge.Decision;
import io.curfew.policy.language.Entry;
import io.curfew.policy.language.Rule;
import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/** Tells decisions of rules to people. */
final class Violations {
    private static final String INFERRED =
            " Who started it is inferred, since its beginning was not seen: it may be an answer to the other side.";

    private Violations() {}

    static boolean isOne(Decision decision) {
        return decision instanceof Decision.NotAllowed || decision instanceof Decision.Denied;
    }

    /** What a decision means for one end of a flow. */
    static Verdict verdict(Decision decision, String act, long policyVersion) {
        return switch (decision) {
            case Decision.Allowed allowed -> new Verdict.Allowed(allowed.rule().id(), reservation(allowed.untold()));
            case Decision.NotForbidden notForbidden -> new Verdict.Allowed(null, reservation(notForbidden.untold()));
            case Decision.Unjudged _ -> Verdict.UNJUDGED;
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
                        + untold.rule().id() + "\" cannot be judged: the file that it needs was not given";
    }

    /**
     * A violation in words.
     *
     * @param act what happened, without a final dot
     * @param remedy an entry that would allow it
     * @param essential what is known to stop without it; absent when nothing is
     */
    record Wording(String act, String remedy, @Nullable Essential essential) {}

    /**
     * The matter of a decision; null when it is no violation.
     *
     * @param wording is asked when the matter is put into words
     */
    static @Nullable Matter matter(
            Decision decision,
            Matter.Who who,
            Peer peer,
            String service,
            boolean initiatorCertain,
            Supplier<Wording> wording) {
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
                        () -> denied(denied, initiatorCertain, wording.get()));
            case Decision.NotAllowed notAllowed ->
                matter(
                        notAllowed.rule(),
                        who,
                        peer,
                        service,
                        initiatorCertain,
                        notAllowed.allowedText(),
                        () -> notAllowed(notAllowed, initiatorCertain, wording.get()));
        };
    }

    private static Matter matter(
            Rule rule,
            Matter.Who who,
            Peer peer,
            String service,
            boolean initiatorCertain,
            String ruleText,
            Matter.Description description) {
        return new Matter(
                Alert.Kind.RULE,
                rule.id(),
                who,
                peer,
                service,
                rule.severity(),
                ruleText,
                initiatorCertain,
                description);
    }

    private static Matter.Text denied(Decision.Denied denied, boolean initiatorCertain, Wording wording) {
        return new Matter.Text(
                sentence(wording.act(), initiatorCertain),
                "The rule \"" + denied.rule().id() + "\" denies it: "
                        + denied.entry().text() + because(denied.entry()) + ".",
                "Block it at the firewall or the resolver. If it is wanted after all, narrow this entry of the rule."
                        + warning(wording.essential()));
    }

    private static Matter.Text notAllowed(Decision.NotAllowed notAllowed, boolean initiatorCertain, Wording wording) {
        String remedy = wording.remedy();
        return new Matter.Text(
                sentence(wording.act(), initiatorCertain),
                "The rule \"" + notAllowed.rule().id()
                        + "\" allows only what is listed for the device, and no rule lists this."
                        + (notAllowed.untold() == null ? "" : " " + reservation(notAllowed.untold()) + "."),
                "If the device works without it, block it at the firewall. If it needs it, allow it: " + remedy + "."
                        + warning(wording.essential()),
                remedy);
    }

    private static String sentence(String act, boolean initiatorCertain) {
        return act + "." + (initiatorCertain ? "" : INFERRED);
    }

    private static String warning(@Nullable Essential essential) {
        return essential == null ? "" : " Watch out when you block it: " + essential.sentence();
    }

    private static String because(Entry entry) {
        return entry.because().isEmpty() ? "" : " (" + entry.because() + ")";
    }
}
