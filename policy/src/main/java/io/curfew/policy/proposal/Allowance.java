package io.curfew.policy.proposal;

import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Peer;
import io.curfew.policy.language.ListedDevice;
import io.curfew.policy.language.Policy;
import io.curfew.policy.language.PolicyEdit;
import io.curfew.policy.language.PolicyReading;
import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Function;

/**
 * Proposes a policy that allows what an alert is about: an entry for this device, a deny entry less, or a detection off
 * for this device, whatever fits. The device is listed where it was not.
 */
public final class Allowance {
    private static final String NEW_DEVICE = "new-device";

    private final String text;
    private final Policy policy;
    private final Alert alert;
    private final Wish wish;
    private final Function<String, PolicyReading> reader;
    private final Hearing hearing;

    /** Texts so far, and what they do. */
    private record Step(PolicyEdit edit, String summary) {}

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
        Optional<Step> step = switch (alert.kind()) {
            case RULE -> ofRule();
            case DETECTION -> ofDetection();
        };
        if (step.isEmpty()) {
            return new Proposal.Impossible("The policy is written in a way that only a person can change here: "
                    + "the rule or the device of this alert is not where it was, or not told apart by the text.");
        }
        String changed = step.get().edit().text();
        return reader.apply(changed) instanceof PolicyReading.Accepted
                ? new Proposal.Changed(
                        changed, Diff.of(text, changed), step.get().summary())
                : new Proposal.Impossible("The policy is written in a way that only a person can change here.");
    }

    private Optional<Step> ofRule() {
        String remedy = alert.remedy();
        if (remedy == null) {
            return undenied();
        }
        return hearing.isUnderDefaultDeny() ? allowed(remedy) : Optional.empty();
    }

    private Optional<Step> ofDetection() {
        if (alert.origin().equals(NEW_DEVICE)) {
            return listed(PolicyEdit.of(text))
                    .filter(edit -> !edit.text().equals(text))
                    .map(edit -> new Step(edit, "Lists " + alert.deviceName() + " as a device of yours."));
        }
        Peer peer = alert.peer();
        if (peer != null && alert.service() != null && hearing.isUnderDefaultDeny()) {
            String to = PolicyEdit.quoted(
                    peer.name() == null
                            ? String.valueOf(peer.ip())
                            : peer.name().value());
            String service = alert.service();
            String what = service.indexOf('/') < 0 ? "service: " + service : "ports: " + service;
            return allowed("{ to: " + to + ", " + what + " }");
        }
        String item = "{ id: " + alert.origin() + ", " + subject() + ", off: true }";
        return listed(PolicyEdit.of(text))
                .flatMap(edit -> edit.append("detections", item))
                .map(edit -> new Step(
                        edit, "Turns " + alert.origin() + " off for " + alert.deviceName() + ", whoever its peer is."));
    }

    /** Takes away the entry that denies; it denies no one any more. */
    private Optional<Step> undenied() {
        return policy.rule(alert.site(), alert.origin()).stream()
                .flatMap(rule -> rule.deny().stream())
                .filter(entry -> entry.text().equals(alert.ruleText()))
                .findFirst()
                .flatMap(entry -> PolicyEdit.of(text).withoutDenied(alert.site(), alert.origin(), entry.text()))
                .map(edit -> new Step(
                        edit,
                        "Takes away what the rule " + alert.origin() + " denies by " + alert.ruleText()
                                + ". That allows it to every device of which the rule speaks, not to "
                                + alert.deviceName() + " alone."));
    }

    private Optional<Step> allowed(String remedy) {
        String body = remedy.substring(0, remedy.lastIndexOf('}')).stripTrailing();
        String until = wish.until() == null
                ? ""
                : ", until: " + PolicyEdit.quoted(wish.until().toString());
        String because = wish.because().isBlank() ? "" : ", because: " + PolicyEdit.quoted(line(wish.because()));
        String entry = body + until + because + " }";
        String item =
                "{ id: " + freeRuleId() + ", " + subject() + ", allow: [ " + entry + " ] }";
        return listed(PolicyEdit.of(text))
                .flatMap(edit -> edit.append("rules", item))
                .map(edit -> new Step(edit, "Allows " + alert.deviceName() + " " + entry + "."));
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

    /** The device alone; ids are of one site, so with several sites that is named too. */
    private String subject() {
        String sites = policy.sites().size() > 1 ? "sites: [" + alert.site() + "], " : "";
        return "subject: { " + sites + "devices: [" + device() + "] }";
    }

    private String device() {
        return PolicyEdit.quoted(alert.device().value());
    }

    private String freeRuleId() {
        DeviceId device = alert.device();
        String wanted = "allowed-to-" + device.value();
        String free = wanted;
        for (int number = 2; isTaken(free); number++) {
            free = wanted + "-" + number;
        }
        return PolicyEdit.quoted(free);
    }

    private boolean isTaken(String id) {
        return policy.rules().stream().anyMatch(rule -> rule.id().equals(id));
    }

    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
