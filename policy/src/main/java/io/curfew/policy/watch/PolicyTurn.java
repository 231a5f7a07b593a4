package io.curfew.policy.watch;

import io.curfew.events.DomainName;
import io.curfew.policy.Alert;
import io.curfew.policy.Peer;
import io.curfew.policy.detect.Kept;
import io.curfew.policy.detect.Pardons;
import io.curfew.policy.detect.Scene;
import io.curfew.policy.judge.Decision;
import io.curfew.policy.language.Policy;
import io.curfew.policy.memory.Occurrences;
import io.curfew.policy.memory.Table;
import io.curfew.policy.plan.Party;
import io.curfew.policy.threshold.Pattern;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Resolves the alerts that another policy, which begins to judge the site, would not have raised. It goes by what each
 * alert keeps; what that leaves open stays open, and so does what is beyond the first {@value #MOST_ALERTS}.
 */
final class PolicyTurn {
    private static final int MOST_ALERTS = 1_000;

    private final Policy policy;
    private final Scene.Site site;
    private final Scene scene;

    PolicyTurn(Policy policy, Scene.Site site, Scene scene) {
        this.policy = policy;
        this.site = site;
        this.scene = scene;
    }

    /** A policy that does not know the site judges nothing there. */
    void look() {
        if (policy.site(site.id()).isEmpty()) {
            return;
        }
        site.alerts().unresolved().stream().limit(MOST_ALERTS).forEach(this::look);
    }

    private void look(Alert alert) {
        String why = isKeptOpen(alert) ? null : why(alert);
        if (why != null) {
            site.alerts().end(alert.id(), scene.now(), "Policy version " + policy.version() + " " + why + ".");
            if (alert.origin().equals(Pattern.NEW_DEVICE.id())) {
                // A later policy may know it no more.
                site.devices().askAnew(alert.device());
            }
        }
    }

    /** Who opens again what did not happen again since says that it is not over. */
    private boolean isKeptOpen(Alert alert) {
        Instant byHand = alert.standing().reopenedByHand();
        Occurrences occurrences = site.rows().get(Table.OCCURRENCES, alert.id());
        return byHand != null && occurrences != null && !occurrences.last().isAfter(byHand);
    }

    private @Nullable String why(Alert alert) {
        return switch (alert.kind()) {
            case RULE -> ofRule(alert);
            case DETECTION -> ofDetection(alert);
        };
    }

    /** A rule that is called otherwise, or another one, may forbid the same. */
    private @Nullable String ofRule(Alert alert) {
        KeptEvidence evidence = evidence(alert);
        List<Kept> judged = evidence.judged();
        boolean isOfNoRule = judged.stream().allMatch(kept -> kept.decision() instanceof Decision.Unjudged);
        String settled = isOfNoRule || isAboutAll(alert, evidence, judged) ? common(judged, PolicyTurn::settled) : null;
        if (settled == null) {
            return null;
        }
        String rule = "no longer has the rule \"" + alert.origin() + "\"";
        if (policy.rule(site.id(), alert.origin()).isEmpty()) {
            return rule + " here";
        }
        boolean isNamed = Stream.concat(
                        evidence.selves().stream(),
                        judged.stream().map(kept -> kept.self().party()))
                .anyMatch(self -> names(alert.origin(), self));
        return isNamed ? settled : rule + " name the device";
    }

    private boolean names(String rule, Party device) {
        return site.rules().naming(device).stream()
                .anyMatch(naming -> naming.id().equals(rule));
    }

    /** Why the rules have nothing against it; null when they have, or nobody can tell. */
    private static @Nullable String settled(Kept kept) {
        return switch (kept.decision()) {
            case Decision.Allowed allowed -> Pardons.allowed(allowed);
            case Decision.NotForbidden _, Decision.Unjudged _ -> "no longer forbids it";
            case Decision.NotAllowed _, Decision.Denied _ -> null;
            case null -> null;
        };
    }

    private @Nullable String ofDetection(Alert alert) {
        Pattern pattern = Pattern.of(alert.origin());
        if (pattern == null) {
            return null;
        }
        KeptEvidence evidence = evidence(alert);
        if (isOff(pattern, alert, evidence.selves())) {
            return "has this detection off";
        }
        String ofDevice = common(evidence.selves(), self -> Pardons.ofDevice(pattern, alert, self, scene));
        if (ofDevice != null) {
            return ofDevice;
        }
        List<Kept> judged = evidence.judged();
        return isAboutAll(alert, evidence, judged)
                ? common(judged, kept -> Pardons.ofFlow(pattern, kept, scene))
                : null;
    }

    /** Sensors and all devices of random addresses are no single device. */
    private boolean isOff(Pattern pattern, Alert alert, List<Party> selves) {
        boolean isOfNone = alert.mac() == null && alert.deviceIp() == null;
        return isOfNone
                ? site.tunings().isOff(pattern, site.plan().listed(alert.device()), alert.zone())
                : !selves.isEmpty()
                        && selves.stream().allMatch(self -> site.tunings().isOff(pattern, self.listed(), self.zone()));
    }

    private KeptEvidence evidence(Alert alert) {
        return new KeptEvidence(site, scene, alert);
    }

    /**
     * Whether its pieces stand for all that it counts: when none made room for another, all have one address, or an
     * entry allows the name that they have in common.
     */
    private static boolean isAboutAll(Alert alert, KeptEvidence evidence, List<Kept> judged) {
        if (evidence.isWhole()) {
            return true;
        }
        Peer peer = alert.peer();
        return peer != null
                && (peer.name() == null || judged.stream().allMatch(kept -> isAllowedBy(peer.name(), kept.decision())));
    }

    private static boolean isAllowedBy(DomainName name, @Nullable Decision decision) {
        return decision instanceof Decision.Allowed allowed
                && allowed.name() != null
                && allowed.name().name().equals(name);
    }

    /** The reason that holds for all; the first of several. Null where there is none, or nothing to ask. */
    private static <T> @Nullable String common(List<T> all, Function<T, @Nullable String> reason) {
        String first = null;
        for (T one : all) {
            String why = reason.apply(one);
            if (why == null) {
                return null;
            }
            first = first == null ? why : first;
        }
        return first;
    }
}
