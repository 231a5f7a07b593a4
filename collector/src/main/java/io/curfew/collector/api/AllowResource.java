package io.curfew.collector.api;

import io.curfew.collector.access.Caller;
import io.curfew.collector.access.Callers;
import io.curfew.collector.access.Role;
import io.curfew.collector.kafka.PolicyDocument;
import io.curfew.collector.kafka.PolicyLog;
import io.curfew.collector.store.View;
import io.curfew.policy.Alert;
import io.curfew.policy.proposal.Allowance;
import io.curfew.policy.proposal.Proposal;
import io.curfew.policy.proposal.Wish;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** Proposes policies that allow what alerts are about. The policy speaks of all sites, so the caller sees them all. */
@Path("/api/v1/alerts/{id}/allow")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.OPERATOR_NAME, Role.ADMIN_NAME})
@Blocking
@Expensive
public class AllowResource {
    private final View view;
    private final PolicyLog policy;
    private final Callers callers;

    AllowResource(View view, PolicyLog policy, Callers callers) {
        this.view = view;
        this.policy = policy;
        this.callers = callers;
    }

    @POST
    @Operation(summary = "Proposes a policy that allows what an alert is about, and changes nothing")
    public PolicyProposal allow(@RestPath String id, AllowRequest request) {
        AllowRequest sent = Requests.present(request);
        Caller caller = callers.current();
        Alert alert = view.alert(caller.sites(), id).orElseThrow(() -> new ProblemException(ProblemKind.NOT_FOUND));
        Requests.refuseUnlessAllSites(caller);
        Wish wish = new Wish(sent.until(), NoteRequest.checked(sent.because()));
        PolicyDocument latest = policy.latest();
        return switch (Allowance.of(latest.text(), alert, wish, policy::check)) {
            case Proposal.Changed changed ->
                new PolicyProposal(
                        latest.version(),
                        "\"" + latest.version() + "\"",
                        changed.text(),
                        changed.diff(),
                        changed.summary());
            case Proposal.Impossible impossible ->
                throw new ProblemException(ProblemKind.NOTHING_TO_PROPOSE, impossible.reason());
        };
    }
}
