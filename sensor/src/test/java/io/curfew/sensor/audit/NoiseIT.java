package io.curfew.sensor.audit;

import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.language.Policy;
import io.curfew.sensor.DemoWatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How much a person has to read: recordings of the lab, played each half hour, day and night, as days that are like
 * each other. Whole weeks take half a minute.
 */
final class NoiseIT {
    private static final Instant MONDAY = Instant.parse("2026-11-02T00:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration ROUND = Duration.ofMinutes(30);

    @ParameterizedTest
    @ValueSource(strings = {"lisbon", "porto"})
    void afterItsFirstWeekADeviceHasNoMoreThanOneAlertAWeek(String site) throws IOException {
        LongWatch watch = new LongWatch(site, demoPolicy(), MONDAY);
        Recording day = Recording.of(DemoWatch.recording(site));

        watch.repeat(day, ROUND, WEEK);
        Instant second = watch.now();
        watch.repeat(day, ROUND, WEEK);

        assertThat(watch.now()).isEqualTo(MONDAY.plus(WEEK.multipliedBy(2)));
        assertThat(watch.openings()).anyMatch(opening -> opening.at().isBefore(second));
        Map<DeviceId, List<String>> ofSecondWeek = watch.openings().stream()
                .filter(opening -> !opening.at().isBefore(second))
                .collect(Collectors.groupingBy(
                        opening -> opening.alert().device(),
                        Collectors.mapping(
                                opening -> opening.at() + " " + opening.alert().what(), Collectors.toList())));
        assertThat(ofSecondWeek)
                .allSatisfy((device, alerts) -> assertThat(alerts).hasSizeLessThanOrEqualTo(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lisbon", "porto"})
    void withoutRulesOnlyDetectionsSpeak(String site) throws IOException {
        LongWatch watch = new LongWatch(site, withoutRules(), MONDAY);

        watch.repeat(Recording.of(DemoWatch.recording(site)), ROUND, WEEK);

        assertThat(watch.alerts()).extracting(Alert::kind).containsOnly(Alert.Kind.DETECTION);
    }

    static Policy demoPolicy() throws IOException {
        return DemoWatch.policy(DemoWatch.policyText());
    }

    static Policy withoutRules() throws IOException {
        String whole = DemoWatch.policyText();
        return DemoWatch.policy(whole.substring(0, whole.indexOf("\nrules:")));
    }
}
