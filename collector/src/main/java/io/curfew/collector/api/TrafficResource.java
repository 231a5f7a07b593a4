package io.curfew.collector.api;

import io.curfew.collector.access.Callers;
import io.curfew.collector.access.Role;
import io.curfew.collector.store.TrafficTop;
import io.curfew.collector.store.TrafficTrend;
import io.curfew.collector.store.View;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What was seen at the caller's sites. */
@Path("/api/v1/traffic")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.VIEWER_NAME, Role.OPERATOR_NAME, Role.ADMIN_NAME})
@Blocking
public class TrafficResource {
    private final View view;
    private final Callers callers;

    TrafficResource(View view, Callers callers) {
        this.view = view;
        this.callers = callers;
    }

    @GET
    @Path("/flows")
    @Operation(summary = "What sensors reported of flows, the latest first")
    public FlowPage flows(@BeanParam TrafficParameters parameters) {
        return FlowPage.of(view.flows(parameters.query(callers.current().sites())));
    }

    @GET
    @Path("/hours")
    @Operation(summary = "How often something was done hour by hour, and with whom, the busiest first")
    public TrafficTrend hours(@BeanParam TrendParameters parameters) {
        return view.trend(parameters.query(callers.current().sites()));
    }

    @GET
    @Path("/top")
    @Operation(summary = "What was done most: by device, other end, service, rule, pair or zones")
    public TrafficTop top(@BeanParam TopParameters parameters) {
        return view.top(parameters.query(callers.current().sites()));
    }

    @GET
    @Path("/dns")
    @Operation(summary = "DNS transactions, the latest first")
    public DnsPage dns(@BeanParam TrafficParameters parameters) {
        return DnsPage.of(view.dns(parameters.query(callers.current().sites())));
    }
}
