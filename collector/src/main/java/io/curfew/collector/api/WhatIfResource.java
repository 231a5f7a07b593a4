package io.curfew.collector.api;

import io.curfew.collector.access.Callers;
import io.curfew.collector.access.Role;
import io.curfew.collector.kafka.PolicyLog;
import io.curfew.collector.replay.Replay;
import io.curfew.policy.language.Policy;
import io.curfew.policy.language.PolicyReading;
import io.curfew.policy.replay.Impact;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

import java.time.Clock;

/** What a policy would have changed. It speaks of all sites, so only those who see all sites may try one. */
@Path("/api/v1/policy/what-if")
@RolesAllowed({Role.OPERATOR_NAME, Role.ADMIN_NAME})
@Blocking
@Expensive
public class WhatIfResource {
    private final PolicyTrials trials;
    private final PolicyLog policy;
    private final Callers callers;
    private final Clock clock;
    private final Sse sse;

    WhatIfResource(PolicyTrials trials, PolicyLog policy, Callers callers, Clock clock, Sse sse) {
        this.trials = trials;
        this.policy = policy;
        this.callers = callers;
        this.clock = clock;
        this.sse = sse;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary =
                    "Judges what is recorded of a site by another policy: events of the name progress, then one of the"
                            + " name impact, or problem; whoever listens no more ends it")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(oneOf = {WhatIfProgress.class, Impact.class, Problem.class})))
    public Multi<OutboundSseEvent> whatIf(WhatIfRequest request) {
        Requests.refuseUnlessAllSites(callers.current());
        return trials.of(replay(WhatIfRequest.of(request))).map(this::event);
    }

    private Replay replay(WhatIfRequest request) {
        WhatIfRequest.Span span = request.span(clock.instant());
        return new Replay(
                Parameters.site("site", request.site()),
                policy.current().policy(),
                policy(request.text()),
                span.from(),
                span.to());
    }

    private Policy policy(String text) {
        return switch (policy.check(text)) {
            case PolicyReading.Accepted accepted -> accepted.policy();
            case PolicyReading.Refused refused -> throw new ProblemException(Problem.of(refused.mistakes()));
        };
    }

    private OutboundSseEvent event(PolicyTrials.News news) {
        return switch (news) {
            case PolicyTrials.News.Progress progress -> event("progress", WhatIfProgress.class, progress.progress());
            case PolicyTrials.News.Result result -> event("impact", Impact.class, result.impact());
            case PolicyTrials.News.Failure failure -> event("problem", Problem.class, failure.problem());
        };
    }

    private <T> OutboundSseEvent event(String name, Class<T> type, T data) {
        return sse.newEventBuilder()
                .name(name)
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(type, data)
                .build();
    }
}
