package io.curfew.policy.watch;

import io.curfew.policy.threshold.Pattern;
import io.curfew.policy.threshold.Threshold;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;

/** Each threshold decides what is told of the devices of the zone for which it is tuned, and of no others. */
final class ThresholdsTest {
    /** For each threshold another number, and a scene that comes out otherwise with it. */
    private static final List<Case> CASES = List.of(
            onlyWith(Threshold.HARD_CODED_ADDRESS_ALERTS, "2", InternetScenes::bareAddressesAreMany),
            notWith(Threshold.RETRY_STORM_TRIES, "50", InternetScenes::itTriesFortyTimesInThreeMinutes),
            onlyWith(Threshold.RETRY_STORM_WINDOW, "1h", InternetScenes::itTriesFortyTimesInTenMinutes),
            notWith(Threshold.GONE_QUIET_TRIES, "60", SilenceScenes::itsControllerAsksInVain),
            notWith(Threshold.GONE_QUIET_TRIES, "60", SilenceScenes::itsControllerLooksForItInVain),
            notWith(Threshold.GONE_QUIET_SILENCE, "30m", SilenceScenes::itsControllerAsksInVain),
            notWith(Threshold.GONE_QUIET_SILENCE, "30m", SilenceScenes::itsControllerLooksForItInVain),
            notWith(Threshold.GONE_QUIET_ABSENCE, "12h", SilenceScenes::itIsSeenNoMore),
            notWith(Threshold.GONE_QUIET_FACTOR, "200", SilenceScenes::itIsSeenNoMore),
            notWith(Threshold.GONE_QUIET_DECAY, "10%", SilenceScenes::itSendsLessEveryDay),
            notWith(Threshold.GONE_QUIET_BEFORE, "10m", SilenceScenes::somethingWasBlockedBefore),
            notWith(Threshold.GONE_QUIET_LEARNING, "7d", SilenceScenes::itIsSeenNoMore),
            notWith(Threshold.UNEXPECTED_UPLOAD_OCTETS, "1GB", InternetScenes::itSendsFiftyMegabytes),
            notWith(Threshold.UNEXPECTED_UPLOAD_FACTOR, "1000", InternetScenes::itSendsFiftyMegabytes),
            notWith(Threshold.UNEXPECTED_UPLOAD_LEARNING, "7d", InternetScenes::itSendsFiftyMegabytes),
            notWith(Threshold.PAYLOAD_DOWNLOAD_PROGRAM, "500kB", InternetScenes::itFetchesAProgramFromABareAddress),
            notWith(Threshold.PAYLOAD_DOWNLOAD_PROGRAM, "500kB", InternetScenes::itMayFetchAProgramFromABareAddress),
            notWith(Threshold.PAYLOAD_DOWNLOAD_LARGE, "100MB", InternetScenes::itFetchesAFirmwareInTheClear),
            notWith(Threshold.PAYLOAD_DOWNLOAD_FACTOR, "100", InternetScenes::itFetchesFarMoreFromANewPlace),
            notWith(Threshold.BEACON_CONTACTS, "60", InternetScenes::itCallsABareAddress),
            notWith(Threshold.BEACON_SPAN, "12h", InternetScenes::itCallsABareAddress),
            notWith(Threshold.BEACON_REGULAR, "100%", InternetScenes::itCallsABareAddress),
            notWith(Threshold.BEACON_LEARNING, "7d", InternetScenes::itCallsANewPlace),
            notWith(Threshold.BEACON_LEARNING, "7d", InternetScenes::nobodyAskedForTheAddressOfAProgram),
            notWith(Threshold.BEACON_LEARNING, "7d", InternetScenes::itFetchesFarMoreFromANewPlace),
            notWith(Threshold.BEACON_LEARNING, "6h", InternetScenes::itFetchesFromWhereItWasTenHoursBefore),
            notWith(Threshold.SCAN_HOSTS, "30", NeighbourScenes::itLooksForTwelveHosts),
            notWith(Threshold.SCAN_PORTS, "40", NeighbourScenes::itTriesFifteenPorts),
            notWith(Threshold.SCAN_UDP_PORTS, "40", NeighbourScenes::itTriesSevenUdpPorts),
            onlyWith(Threshold.SCAN_WINDOW, "1h", NeighbourScenes::itLooksForAHostEachMinute),
            notWith(Threshold.SAME_AT_MANY_SITES_LEARNING, "7d", InternetScenes::aDestinationIsNewToTheSite),
            onlyWith(Threshold.LATERAL_MOVEMENT_NEIGHBOURS, "2", NeighbourScenes::itOpensWebPagesOfTwoNeighbours),
            onlyWith(Threshold.LATERAL_MOVEMENT_WINDOW, "1h", NeighbourScenes::itOpensAWebPageEachEightMinutes),
            onlyWith(Threshold.LATERAL_MOVEMENT_LEARNING, "1h", NeighbourScenes::itLogsInAfterTwoHours),
            notWith(Threshold.MAC_SPOOFED_SCORE, "80", NeighbourScenes::itsMarksContradictEachOther),
            onlyWith(Threshold.MAC_SPOOFED_WINDOW, "6h", NeighbourScenes::itsMarksContradictEachOtherLate),
            notWith(Threshold.ADDRESS_CLAIMED_TWICE_CHANGES, "9", NeighbourScenes::itsAddressGoesBackAndForth),
            onlyWith(Threshold.ADDRESS_CLAIMED_TWICE_WINDOW, "6h", NeighbourScenes::itsAddressGoesBackAndForthSlowly),
            onlyWith(Threshold.ROGUE_SERVER_LEARNING, "1d", NeighbourScenes::itHandsOutAddresses),
            notWith(Threshold.WRONG_ZONE_LEARNING, "7d", NeighbourScenes::itShowsUpAmongTheThings),
            notWith(Threshold.SENSOR_SILENT_SILENCE, "30m", SensorScenes::aSensorIsSilent),
            notWith(Threshold.SENSOR_SILENT_SILENCE, "30m", SensorScenes::aNeverNamesTheSilenceOfASensor),
            notWith(Threshold.SENSOR_SILENT_SILENCE, "30m", SensorScenes::aNeverNamesTheSilenceBeforeARevocation),
            onlyWith(Threshold.SENSOR_SILENT_SILENCE, "12h", SensorScenes::aDeviceIsSilentAsItsSensorIs),
            notWith(Threshold.SENSOR_LOSSY_SHARE, "50%", SensorScenes::aSensorMissesPackets),
            notWith(Threshold.SENSOR_LOSSY_WINDOW, "1h", SensorScenes::aSensorMissesPackets),
            onlyWith(Threshold.BLIND_SPOT_UNICAST, "10%", SensorScenes::aSensorSeesLittleElseThanBroadcasts),
            notWith(Threshold.BLIND_SPOT_SPAN, "1h", SensorScenes::aSensorSeesBroadcastsOnly),
            onlyWith(Threshold.BLIND_SPOT_SPAN, "7d", SensorScenes::aDeviceIsSilentWhereBroadcastsAreSeen),
            onlyWith(Threshold.BLIND_SPOT_IMPORTS, "10m", SensorScenes::anImportSeesNothingForTwentyMinutes),
            notWith(Threshold.BLIND_SPOT_CLOCK, "1h", SensorScenes::aClockIsSetBackByFiveMinutes));

    /** @param isTold what comes of the scene where the policy does not change the threshold */
    private record Case(Threshold threshold, String number, boolean isTold, Predicate<Play> scene) {
        String tuned(String subject) {
            return "detections: [ { id: %s, subject: %s, thresholds: { %s: %s } } ]"
                    .formatted(threshold.pattern().id(), subject, threshold.key(), number);
        }
    }

    private static Case onlyWith(Threshold threshold, String number, Predicate<Play> scene) {
        return new Case(threshold, number, false, scene);
    }

    private static Case notWith(Threshold threshold, String number, Predicate<Play> scene) {
        return new Case(threshold, number, true, scene);
    }

    @ParameterizedTest
    @EnumSource(Threshold.class)
    void whatIsTunedHoldsWhereItIsTunedAndNowhereElse(Threshold threshold) {
        List<Case> cases =
                CASES.stream().filter(one -> one.threshold() == threshold).toList();
        List<Boolean> usual = cases.stream().map(Case::isTold).toList();
        List<Boolean> other = cases.stream().map(one -> !one.isTold()).toList();
        // Sensors stand in no zone: what is said of every device of the site holds for them.
        boolean isOfSensors = Pattern.OF_SENSORS.contains(threshold.pattern());
        String here = isOfSensors ? "{ sites: [lisbon] }" : "{ zones: [things] }";
        String elsewhere = isOfSensors ? "{ zones: [things] }" : "{ zones: [guest] }";

        assertThat(cases).as("scenes that show what it decides").isNotEmpty();
        assertThat(told(cases, one -> "")).as("told by default").isEqualTo(usual);
        assertThat(told(cases, one -> one.tuned(here))).as("told as tuned").isEqualTo(other);
        assertThat(told(cases, one -> one.tuned(elsewhere)))
                .as("told as tuned for another zone")
                .isEqualTo(usual);
        assertThat(told(cases, one -> one.tuned("{ sites: [porto] }")))
                .as("told as tuned for another site")
                .isEqualTo(usual);
    }

    private static List<Boolean> told(List<Case> cases, Function<Case, String> detections) {
        return cases.stream()
                .map(one -> one.scene().test(new Play(detections.apply(one))))
                .toList();
    }
}
