package io.curfew.sensor.privacy;

import io.curfew.events.Detail;
import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;

/** Which end of a flow is the device whose packets are counted. */
enum CountedEnd {
    INITIATOR,
    RESPONDER,
    /** Only the wire is known, and both addresses could be of the internet: neither is told. */
    UNKNOWN;

    static CountedEnd of(FlowObservation flow, Zones zones) {
        IpAddress initiator = flow.initiator().ip();
        IpAddress responder = flow.responder().ip();
        if (zones.bySubnet(initiator) == Detail.COUNTS) {
            return INITIATOR;
        }
        if (zones.bySubnet(responder) == Detail.COUNTS) {
            return RESPONDER;
        }
        if (!initiator.isInternet()) {
            return INITIATOR;
        }
        return responder.isInternet() || responder.isGroup() ? UNKNOWN : RESPONDER;
    }
}
