package io.curfew.collector.api;

import io.curfew.collector.access.Callers;
import io.curfew.collector.access.Role;
import io.curfew.collector.kafka.PolicyLog;
import io.curfew.collector.store.View;
import io.curfew.policy.Alert;
import io.curfew.policy.firewall.FirewallRule;
import io.curfew.policy.firewall.Form;
import io.curfew.policy.plan.SitePlan;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

import java.util.Objects;

/** Writes rules for firewalls that end what alerts are about. Nothing here touches a firewall. */
@Path("/api/v1/alerts/{id}/firewall")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.VIEWER_NAME, Role.OPERATOR_NAME, Role.ADMIN_NAME})
@Blocking
public class FirewallResource {
    private final View view;
    private final PolicyLog policy;
    private final Callers callers;

    FirewallResource(View view, PolicyLog policy, Callers callers) {
        this.view = view;
        this.policy = policy;
        this.callers = callers;
    }

    @GET
    @Operation(summary = "A rule for a firewall that ends what an alert is about, with what to mind; changes nothing")
    public FirewallRule rule(@RestPath String id, @QueryParam("form") @DefaultValue("nftables") String form) {
        Form wanted = Objects.requireNonNull(Parameters.constant("form", form, Form.class));
        Alert alert = view.alert(callers.current().sites(), id)
                .orElseThrow(() -> new ProblemException(ProblemKind.NOT_FOUND));
        SitePlan plan = SitePlan.of(policy.current().policy(), alert.site());
        return switch (FirewallRule.of(alert, wanted, plan)) {
            case FirewallRule.Outcome.Written written -> written.rule();
            case FirewallRule.Outcome.Impossible impossible ->
                throw new ProblemException(ProblemKind.NOTHING_TO_BLOCK, impossible.reason());
        };
    }
}
