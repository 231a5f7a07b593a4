package io.curfew.collector.replay;

import io.curfew.collector.correlate.InMemoryEnrolledSensors;
import io.curfew.collector.enrolment.EnrolledSensor;
import io.curfew.collector.store.InMemoryView;
import io.curfew.collector.store.Samples;
import io.curfew.collector.store.StoreAwayException;
import io.curfew.collector.store.View;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import org.junit.jupiter.api.Test;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** Which sensors of a site were not heard in a day. */
class SensorsOfSitesTest {
    private static final SiteId LISBON = new SiteId("lisbon");
    private static final Instant FROM = Instant.parse("2026-11-20T00:00:00Z");
    private static final Instant TO = FROM.plus(Duration.ofDays(1));
    private static final SensorId ATTIC = new SensorId("attic");
    private static final SensorId CELLAR = new SensorId("cellar");
    private static final String CELLAR_UNHEARD = "Nothing was heard of sensor cellar: what only it sees is not judged.";

    private final InMemoryEnrolledSensors enrolled = new InMemoryEnrolledSensors();
    private final InMemoryView view = new InMemoryView();

    private static EnrolledSensor sensor(SiteId site, SensorId sensor, Instant at) {
        return new EnrolledSensor(site, sensor, null, "ada", at, null, null);
    }

    private List<String> unheard(View asked, SensorId... heard) {
        return new SensorsOfSites(enrolled, asked).unheard(LISBON, FROM, TO, Set.of(heard));
    }

    @Test
    void anEnrolledSensorThatWasNotHeardIsTold() {
        enrolled.enrol(sensor(LISBON, ATTIC, FROM));
        enrolled.enrol(sensor(LISBON, CELLAR, FROM));

        assertThat(unheard(view, ATTIC)).containsExactly(CELLAR_UNHEARD);
        assertThat(unheard(view))
                .containsExactly("Nothing was heard of sensors attic, cellar: what only they see is not judged.");
        assertThat(unheard(view, ATTIC, CELLAR)).isEmpty();
    }

    @Test
    void nobodyWaitsForOneOfAnotherSiteOrThatCameLaterOrWasRevokedBefore() {
        enrolled.enrol(sensor(new SiteId("porto"), CELLAR, FROM));
        enrolled.enrol(sensor(LISBON, new SensorId("later"), TO));
        enrolled.enrol(sensor(LISBON, ATTIC, FROM.minusSeconds(60)).revoked("ada", FROM));

        assertThat(unheard(view)).isEmpty();
    }

    @Test
    void oneThatWasRevokedMeanwhileIsTold() {
        enrolled.enrol(sensor(LISBON, CELLAR, FROM).revoked("ada", FROM.plusSeconds(1)));

        assertThat(unheard(view)).containsExactly(CELLAR_UNHEARD);
    }

    @Test
    void oneThatReportedBeforeIsToldThoughItIsNotEnrolled() {
        view.write(List.of(Samples.report(LISBON, "r1", FROM.minusSeconds(1))));

        assertThat(unheard(view)).containsExactly("Nothing was heard of sensor hall: what only it sees is not judged.");
        assertThat(unheard(view, new SensorId("hall"))).isEmpty();
    }

    @Test
    void oneThatReportedOnlyLaterMayHaveComeLater() {
        view.write(List.of(Samples.report(LISBON, "r1", TO)));

        assertThat(unheard(view)).isEmpty();
    }

    @Test
    void withoutTheStoreEnrolledSensorsAreToldAndThatMoreIsNotKnown() {
        enrolled.enrol(sensor(LISBON, CELLAR, FROM));
        View away =
                (View) Proxy.newProxyInstance(View.class.getClassLoader(), new Class<?>[] {View.class}, (_, _, _) -> {
                    throw new StoreAwayException("away");
                });

        assertThat(unheard(away)).hasSize(2).first().isEqualTo(CELLAR_UNHEARD);
    }
}
