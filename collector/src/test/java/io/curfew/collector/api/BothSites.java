package io.curfew.collector.api;

import io.curfew.collector.RealServers;
import io.curfew.collector.enrolment.EnrolledSensor;
import io.curfew.collector.kafka.SensorLog;
import io.curfew.collector.store.Change;
import io.curfew.collector.store.Samples;
import io.curfew.collector.store.ViewWriter;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.restassured.RestAssured;

import java.util.List;

import static io.curfew.collector.store.Samples.CAMERA;
import static io.curfew.collector.store.Samples.LISBON;
import static io.curfew.collector.store.Samples.NOON;
import static io.curfew.collector.store.Samples.PORTO;
import static org.assertj.core.api.Assertions.assertThat;

/** Two sites, each with one of everything that the API tells of. */
final class BothSites {
    private BothSites() {}

    /** Puts their policy in force and stores what there is; stored again, it is the same. */
    static void haveOneOfEach(ViewWriter writer, SensorLog sensors) {
        Lisbon.putPolicyInForce();
        for (SiteId site : List.of(LISBON, PORTO)) {
            sensors.write(new EnrolledSensor(site, new SensorId("shed"), null, "olga", NOON, null, null));
            assertThat(writer.write(Samples.withTotals(
                            new Change.AlertChanged(alert(site)),
                            new Change.DeviceChanged(Samples.device(site, CAMERA)),
                            new Change.SensorReported(Samples.sensor(site, "hall")),
                            Samples.flow(site, "flow-of-" + site, NOON),
                            new Change.Audited(Samples.acknowledged(site, "audit-of-" + site, "olga", NOON)),
                            Samples.dns(site, "dns-of-" + site, NOON),
                            Samples.hour(site, 1_000_000, NOON, "cloud-of-" + site + ".example.org", 3))))
                    .isEmpty();
        }
        RestAssured.given()
                .baseUri(RealServers.stack().openSearchUrl())
                .post("/curfew-*/_refresh")
                .then()
                .statusCode(200);
    }

    static Alert alert(SiteId site) {
        return Samples.alert("of-" + site, site, CAMERA).build();
    }
}
