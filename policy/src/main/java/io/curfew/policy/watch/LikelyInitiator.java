package io.curfew.policy.watch;

import io.curfew.events.Detail;
import io.curfew.events.FlowObservation;
import io.curfew.events.Outcome;
import io.curfew.events.Transport;
import io.curfew.policy.plan.SitePlan;

/**
 * Says who rather began a flow whose beginning nobody saw. A sensor takes the sender of the first packet that it sees;
 * where that comes from the internet and from the lower port, to an IPv4 address of the site, it is an answer: address
 * translation lets little else in.
 */
final class LikelyInitiator {

    private LikelyInitiator() {}

    /** The flow as it rather was. */
    static FlowObservation of(SitePlan plan, FlowObservation flow) {
        boolean isAnswer = !flow.initiatorCertain()
                && flow.detail() == Detail.FULL
                && (flow.transport() == Transport.TCP || flow.transport() == Transport.UDP)
                && flow.initiator().port() < flow.responder().port()
                && plan.isInternet(flow.initiator().ip())
                && !flow.responder().ip().isV6()
                && !plan.isInternet(flow.responder().ip())
                && !plan.isGroup(flow.responder().ip());
        return isAnswer ? turned(flow) : flow;
    }

    @SuppressWarnings("ArgumentSelectionDefectChecker") // the ends are swapped on purpose
    private static FlowObservation turned(FlowObservation flow) {
        return new FlowObservation(
                flow.at(),
                flow.number(),
                flow.phase(),
                flow.responder(),
                flow.initiator(),
                false,
                flow.vlanIds(),
                flow.transport(),
                flow.responderBytes(),
                flow.responderPackets(),
                flow.initiatorBytes(),
                flow.initiatorPackets(),
                flow.first(),
                flow.last(),
                flow.outcome() == Outcome.UNANSWERED ? null : flow.outcome(),
                flow.rejectCode(),
                flow.serverName(),
                flow.applicationProtocol(),
                flow.givenCommunityId(),
                flow.tunnel());
    }
}
