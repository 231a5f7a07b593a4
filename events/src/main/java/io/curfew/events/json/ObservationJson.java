package io.curfew.events.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.curfew.events.AnnouncementObservation;
import io.curfew.events.DhcpObservation;
import io.curfew.events.DnsObservation;
import io.curfew.events.FlowObservation;
import io.curfew.events.NeighborObservation;
import io.curfew.events.NtpObservation;
import io.curfew.events.Observation;
import io.curfew.events.RouterAdvertisementObservation;
import io.curfew.events.StatusObservation;

import java.io.IOException;

/**
 * Writes an observation as one JSON object, the same wherever it is shown: printed by the sensor, indexed, or answered
 * by the API. What is absent in the observation is left out.
 */
public final class ObservationJson {
    private ObservationJson() {}

    /** Writes one object. */
    public static void write(JsonGenerator json, Observation observation) throws IOException {
        write(json, observation, MoreFields.NONE, MoreFields.NONE);
    }

    /**
     * Writes one object with fields of the caller's.
     *
     * @param atTop more fields of the object itself, such as {@code log.file.path}
     * @param inCurfew more fields of its {@code curfew} object, such as {@code curfew.site}
     */
    public static void write(JsonGenerator json, Observation observation, MoreFields atTop, MoreFields inCurfew)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("@timestamp", observation.at().toString());
        switch (observation) {
            case FlowObservation flow -> FlowJson.write(json, flow, inCurfew);
            case DnsObservation dns -> DnsJson.write(json, dns, inCurfew);
            case DhcpObservation dhcp -> SegmentJson.write(json, dhcp, inCurfew);
            case NeighborObservation neighbor -> SegmentJson.write(json, neighbor, inCurfew);
            case RouterAdvertisementObservation advertisement -> SegmentJson.write(json, advertisement, inCurfew);
            case NtpObservation ntp -> SegmentJson.write(json, ntp, inCurfew);
            case AnnouncementObservation announcement -> SegmentJson.write(json, announcement, inCurfew);
            case StatusObservation status -> StatusJson.write(json, status, inCurfew);
        }
        atTop.write(json);
        json.writeEndObject();
    }
}
