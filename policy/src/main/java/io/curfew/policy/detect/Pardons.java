package io.curfew.policy.detect;

import io.curfew.events.IpAddress;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.judge.Decision;
import io.curfew.policy.memory.Haunts;
import io.curfew.policy.memory.Table;
import io.curfew.policy.plan.Duty;
import io.curfew.policy.plan.Party;
import io.curfew.policy.threshold.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says why a policy would not have a detection tell what it told under another one, as the end of a sentence that
 * begins with the policy. What also hangs on more than an alert keeps has no such reason.
 */
public final class Pardons {

    private Pardons() {}

    /** For who the device of the alert is; null when that is no reason. */
    public static @Nullable String ofDevice(Pattern pattern, Alert alert, Party self, Scene scene) {
        return switch (pattern) {
            case NEW_DEVICE -> known(self, scene);
            case WRONG_ZONE -> {
                String attendant = attendant(self, scene);
                yield attendant == null ? atHome(alert, self, scene) : attendant;
            }
            case LATERAL_MOVEMENT -> attendant(self, scene);
            case ROGUE_SERVER ->
                RogueServer.isAppointed(alert.service(), self, scene) ? "has the device serve the site" : null;
            case DNS_BYPASS,
                    HARD_CODED_ADDRESS,
                    RETRY_STORM,
                    GONE_QUIET,
                    UNEXPECTED_UPLOAD,
                    PAYLOAD_DOWNLOAD,
                    BEACON,
                    SCAN,
                    SAME_AT_MANY_SITES,
                    MAC_SPOOFED,
                    ADDRESS_CLAIMED_TWICE,
                    NTP_BYPASS,
                    INBOUND_FROM_INTERNET,
                    SENSOR_SILENT,
                    SENSOR_LOSSY,
                    BLIND_SPOT -> null;
        };
    }

    /** For what a flow is that the alert keeps; null when that is no reason. */
    public static @Nullable String ofFlow(Pattern pattern, Kept kept, Scene scene) {
        End other = kept.other();
        if (other == null) {
            return null;
        }
        return switch (pattern) {
            case DNS_BYPASS -> asked(kept, other, Duty.RESOLVER, "resolver");
            case NTP_BYPASS ->
                isTimeServer(kept, scene)
                        ? "has the time server that was asked among the site's"
                        : asked(kept, other, Duty.TIME_SERVER, "time server");
            case HARD_CODED_ADDRESS -> {
                boolean isOfSite = !scene.plan().isInternet(other.party().ip())
                        || !other.party().duties().isEmpty();
                yield kept.initiated() && isOfSite ? "has the address belong to the site" : unlookedAt(kept);
            }
            case BEACON, PAYLOAD_DOWNLOAD, UNEXPECTED_UPLOAD -> unlookedAt(kept);
            case INBOUND_FROM_INTERNET -> kept.initiated() ? null : allowed(kept);
            case NEW_DEVICE,
                    WRONG_ZONE,
                    LATERAL_MOVEMENT,
                    ROGUE_SERVER,
                    RETRY_STORM,
                    GONE_QUIET,
                    SCAN,
                    SAME_AT_MANY_SITES,
                    MAC_SPOOFED,
                    ADDRESS_CLAIMED_TWICE,
                    SENSOR_SILENT,
                    SENSOR_LOSSY,
                    BLIND_SPOT -> null;
        };
    }

    private static @Nullable String known(Party self, Scene scene) {
        if (self.listed() != null) {
            return "lists the device";
        }
        if (self.serves()) {
            return "has the device serve the site";
        }
        return self.zone() == null || scene.plan().isGuarded(self.zone()) ? null : "has no rule that guards its zone";
    }

    /** Servers and controllers have to do with many. */
    private static @Nullable String attendant(Party self, Scene scene) {
        DeviceId device = self.device();
        if (self.serves()) {
            return "has the device serve the site";
        }
        return device != null && scene.plan().isController(device) ? "has the device among the controllers" : null;
    }

    /** The address where it was seen may belong to another zone now. */
    private static @Nullable String atHome(Alert alert, Party self, Scene scene) {
        IpAddress ip = alert.deviceIp();
        String zone = ip == null ? null : scene.plan().zoneOf(ip);
        Haunts haunts = self.device() == null ? null : scene.rows().get(Table.HAUNTS, self.device());
        boolean isAtHome = zone != null
                && !zone.equals(alert.zone())
                && haunts != null
                && haunts.zones().contains(zone);
        return isAtHome ? "has " + ip + " in zone " + zone + ", where the device was seen before" : null;
    }

    private static @Nullable String asked(Kept kept, End other, Duty duty, String server) {
        if (kept.initiated() && other.party().has(duty)) {
            return "has the " + server + " that was asked among the site's";
        }
        return kept.self().party().has(duty) ? "has the device among the site's " + server + "s" : unlookedAt(kept);
    }

    private static boolean isTimeServer(Kept kept, Scene scene) {
        return kept.initiated()
                && kept.self().peerNames().stream().anyMatch(name -> name.anyIs(scene.plan()::isTimeServer));
    }

    /** Allowed on purpose, or of a device whose habits nobody looks at. */
    private static @Nullable String unlookedAt(Kept kept) {
        boolean isNamed = kept.self().isWatched();
        return isNamed ? allowed(kept) : "has no rule that names the device";
    }

    private static @Nullable String allowed(Kept kept) {
        return kept.isJudged()
                        && kept.self().isDeliberate()
                        && kept.self().decision() instanceof Decision.Allowed allowed
                ? allowed(allowed)
                : null;
    }

    /** As {@code allows it by the rule "stay-home"}. */
    public static String allowed(Decision.Allowed allowed) {
        return "allows it by the rule \"" + allowed.rule().id() + "\"";
    }
}
