package io.curfew.policy.proposal;

import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.Peer;
import io.curfew.policy.judge.Decision;
import io.curfew.policy.language.ListedDevice;
import io.curfew.policy.language.Policy;
import io.curfew.policy.language.PolicyEdit;
import io.curfew.policy.language.PolicyReading;
import io.curfew.policy.language.Rule;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Proposes a policy that allows what an alert is about: an entry for this device, a deny entry less, or a detection off
 * for this device, whatever fits. The device is listed where it was not.
 */
public final class Allowance {
    private static final String NEW_DEVICE = "new-device";
    /** What leaves room for a number behind it. */
    private static final int LONGEST_ID = 120;

    private static final String BY_HAND = "The policy is written in a way that only a person can change here: "
            + "the device of this alert is not told apart by the text, or a list of the policy is no plain list.";
    private static final String TOO_MUCH =
            "The proposal would change more than this, since other rules or devices share "
                    + "a part of the text, or the id of the device. Change the policy by hand.";

    private final String text;
    private final Policy policy;
    private final Alert alert;
    private final Wish wish;
    private final Function<String, PolicyReading> reader;
    private final Hearing hearing;

    /** Looks at a changed policy: what is wrong with it; null when it is as meant. */
    private interface Check {
        @Nullable
        String objection(Policy changed);
    }

    private Allowance(String text, Policy policy, Alert alert, Wish wish, Function<String, PolicyReading> reader) {
        this.text = text;
        this.policy = policy;
        this.alert = alert;
        this.wish = wish;
        this.reader = reader;
        this.hearing = new Hearing(policy, alert);
    }

    /**
     * A policy, made of {@code text}, that allows what {@code alert} is about.
     *
     * @param reader reads a text with the files that it names
     */
    public static Proposal of(String text, Alert alert, Wish wish, Function<String, PolicyReading> reader) {
        return switch (reader.apply(text)) {
            case PolicyReading.Accepted accepted ->
                new Allowance(text, accepted.policy(), alert, wish, reader).proposal();
            case PolicyReading.Refused _ -> new Proposal.Impossible("The policy in force cannot be read.");
        };
    }

    private Proposal proposal() {
        return switch (alert.kind()) {
            case RULE -> ofRule();
            case DETECTION -> ofDetection();
        };
    }

    /** The changed text, once it was read and looked at. */
    private Proposal proposed(Optional<PolicyEdit> edit, String summary, Check check) {
        if (edit.isEmpty()) {
            return new Proposal.Impossible(BY_HAND);
        }
        String changed = edit.get().text();
        return switch (reader.apply(changed)) {
            case PolicyReading.Accepted accepted -> {
                String objection = check.objection(accepted.policy());
                yield objection == null
                        ? new Proposal.Changed(changed, Diff.of(text, changed), summary)
                        : new Proposal.Impossible(objection);
            }
            case PolicyReading.Refused refused ->
                new Proposal.Impossible("The policy can only be changed by hand here. As it would be proposed, "
                        + refused.mistakes().getFirst().message() + ".");
        };
    }

    private Proposal ofRule() {
        if (alert.peer() == null) {
            return new Proposal.Impossible("This alert gathers many peers. Write by hand an entry for what they have in"
                    + " common, or allow those that have alerts of their own.");
        }
        String remedy = alert.remedy();
        if (remedy == null) {
            return undenied();
        }
        return hearing.isUnderDefaultDeny()
                ? allowed(remedy)
                : new Proposal.Impossible("No rule forbids " + alert.deviceName()
                        + " what is not listed any more, so nothing needs to be allowed: an entry would forbid it all else."
                        + " Resolve the alert.");
    }

    private Proposal ofDetection() {
        if (alert.origin().equals(NEW_DEVICE)) {
            return listedDevice() != null
                    ? new Proposal.Impossible(alert.deviceName() + " is listed already. Resolve the alert.")
                    : proposed(
                            listed(PolicyEdit.of(text)),
                            "Lists " + alert.deviceName() + " as a device of yours.",
                            changed -> new Change(policy, changed, alert).listsOnly() ? null : TOO_MUCH);
        }
        Peer peer = alert.peer();
        String service = alert.service();
        if (peer != null && service != null && hearing.isUnderDefaultDeny()) {
            String what = service.indexOf('/') < 0 ? "service: " + service : "ports: " + service;
            return allowed("{ " + (hearing.isAsked() ? "from: " : "to: ") + selector(peer) + ", " + what + " }");
        }
        String item = "{ id: " + alert.origin() + ", " + subject() + ", off: true }";
        return proposed(
                listed(PolicyEdit.of(text)).flatMap(edit -> edit.append("detections", item)),
                "Turns " + alert.origin() + " off for " + alert.deviceName() + ", whoever its peer is.",
                changed -> new Change(policy, changed, alert).addsOnlyTuning(deviceAlone()) ? null : TOO_MUCH);
    }

    /** Takes away the entry that denies; it denies no one any more. */
    private Proposal undenied() {
        String entry = alert.ruleText();
        Rule rule = policy.rule(alert.site(), alert.origin()).orElse(null);
        if (rule == null
                || rule.deny().stream().noneMatch(denied -> denied.text().equals(entry))) {
            return new Proposal.Impossible("No rule " + alert.origin() + " denies this by " + entry
                    + " any more: it was changed since. Resolve the alert, or change by hand what denies it now.");
        }
        Optional<PolicyEdit> edit = PolicyEdit.of(text).withoutDenied(alert.site(), rule.id(), entry);
        if (edit.isEmpty()) {
            return new Proposal.Impossible("What the rule " + rule.id() + " denies by " + entry
                    + " cannot be taken out of the text of the policy alone. Change the rule by hand, or the MUD file"
                    + " where this comes from one.");
        }
        return proposed(
                edit,
                "Takes away what the rule " + rule.id() + " denies by " + entry
                        + ". That allows it to every device of which the rule speaks, not to " + alert.deviceName()
                        + " alone.",
                changed ->
                        new Change(policy, changed, alert).takesOnly(rule, entry) ? stillForbidden(changed) : TOO_MUCH);
    }

    /** Why the rules of a policy forbid it; null when they do not, or the alert does not tell enough. */
    private @Nullable String stillForbidden(Policy changed) {
        return switch (new Hearing(changed, alert).decision().orElse(null)) {
            case Decision.Denied denied ->
                "The rule " + denied.rule().id() + " denies it by "
                        + denied.entry().text()
                        + " whatever else is changed. Take away or narrow by hand all that denies it.";
            case Decision.NotAllowed notAllowed ->
                "Without what denies it, no entry would allow it either, and the rule "
                        + notAllowed.rule().id()
                        + " allows only what is listed. By hand, take away what denies it and write an entry that allows it.";
            case Decision.Allowed _, Decision.NotForbidden _, Decision.Unjudged _ -> null;
            case null -> null;
        };
    }

    private Proposal allowed(String remedy) {
        String body = remedy.substring(0, remedy.lastIndexOf('}')).stripTrailing();
        String until = wish.until() == null
                ? ""
                : ", until: " + PolicyEdit.quoted(wish.until().toString());
        String because = wish.because().isBlank() ? "" : ", because: " + PolicyEdit.quoted(line(wish.because()));
        String entry = body + until + because + " }";
        String id = freeRuleId();
        String item = "{ id: " + PolicyEdit.quoted(id) + ", " + subject() + ", allow: [ " + entry + " ] }";
        return proposed(
                listed(PolicyEdit.of(text)).flatMap(edit -> edit.append("rules", item)),
                "Allows " + alert.deviceName() + " " + entry + ".",
                changed -> new Change(policy, changed, alert).addsOnlyRule(id, deviceAlone())
                        ? notAllowed(changed)
                        : TOO_MUCH);
    }

    /** Why an entry that was added allows nothing; null when it does, or nobody can tell. */
    private @Nullable String notAllowed(Policy changed) {
        return new Hearing(changed, alert).knowsPeer() ? stillForbidden(changed) : null;
    }

    /** With the device in the list of devices; absent when nothing is known by which to list it. */
    private Optional<PolicyEdit> listed(PolicyEdit edit) {
        if (listedDevice() != null) {
            return Optional.of(edit);
        }
        String mark = alert.mac() != null
                ? "mac: " + PolicyEdit.quoted(alert.mac().toString())
                : alert.deviceIp() != null
                        ? "addresses: " + PolicyEdit.quoted(alert.deviceIp().toString())
                        : null;
        return mark == null
                ? Optional.empty()
                : edit.append(
                        "devices",
                        "{ id: " + device() + ", site: " + alert.site() + ", " + mark + ", name: "
                                + PolicyEdit.quoted(alert.deviceName()) + " }");
    }

    private @Nullable ListedDevice listedDevice() {
        for (ListedDevice listed : policy.devices()) {
            if (listed.site().equals(alert.site()) && listed.id().equals(alert.device())) {
                return listed;
            }
        }
        return null;
    }

    /** How a policy would name the peer. */
    private String selector(Peer peer) {
        ListedDevice listed = hearing.listed(peer);
        if (listed != null) {
            return "{device: " + PolicyEdit.quoted(listed.id().value()) + "}";
        }
        return PolicyEdit.quoted(
                peer.name() == null || peer.nameSource() == Peer.NameSource.POLICY
                        ? String.valueOf(peer.ip())
                        : peer.name().value());
    }

    /** The device alone; ids are of one site, so with several sites that is named too. */
    private String subject() {
        String sites = policy.sites().size() > 1 ? "sites: [" + alert.site() + "], " : "";
        return "subject: { " + sites + "devices: [" + device() + "] }";
    }

    /** What {@link #subject} is read as. */
    private Rule.Subject deviceAlone() {
        List<SiteId> sites = policy.sites().size() > 1 ? List.of(alert.site()) : List.of();
        return new Rule.Subject(sites, List.of(), List.of(alert.device()), List.of());
    }

    private String device() {
        return PolicyEdit.quoted(alert.device().value());
    }

    private String freeRuleId() {
        String id = "allowed-to-" + alert.device().value();
        String wanted = id.substring(0, Math.min(id.length(), LONGEST_ID));
        String free = wanted;
        for (int number = 2; isTaken(free); number++) {
            free = wanted + "-" + number;
        }
        return free;
    }

    private boolean isTaken(String id) {
        return policy.rules().stream().anyMatch(rule -> rule.id().equals(id));
    }

    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
