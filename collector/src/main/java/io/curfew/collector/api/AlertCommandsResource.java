package io.curfew.collector.api;

import io.curfew.collector.access.Caller;
import io.curfew.collector.access.Callers;
import io.curfew.collector.access.Role;
import io.curfew.collector.kafka.CommandLog;
import io.curfew.collector.store.View;
import io.curfew.policy.Alert;
import io.curfew.policy.Command;
import io.curfew.policy.alert.LifeCycle;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What people decide about alerts of their sites. Each decision goes through Kafka and is done within moments. */
@Path("/api/v1/alerts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.OPERATOR_NAME)
@Blocking
public class AlertCommandsResource {
    private static final int ACCEPTED = 202;

    private final View view;
    private final CommandLog commands;
    private final Callers callers;
    private final Clock clock;

    AlertCommandsResource(View view, CommandLog commands, Callers callers, Clock clock) {
        this.view = view;
        this.commands = commands;
        this.callers = callers;
        this.clock = clock;
    }

    @POST
    @Path("/{id}/acknowledge")
    @ResponseStatus(ACCEPTED)
    @Operation(summary = "Takes note of an alert; answers with the alert as it will be within moments")
    @APIResponseSchema(value = Alert.class, responseCode = "202")
    public Alert acknowledge(@RestPath String id, NoteRequest request) {
        return done(AlertDeed.ACKNOWLEDGE, id, NoteRequest.noteOf(request), null);
    }

    @POST
    @Path("/{id}/unacknowledge")
    @ResponseStatus(ACCEPTED)
    @Operation(summary = "Takes an acknowledgement back")
    @APIResponseSchema(value = Alert.class, responseCode = "202")
    public Alert unacknowledge(@RestPath String id, NoteRequest request) {
        return done(AlertDeed.UNACKNOWLEDGE, id, NoteRequest.noteOf(request), null);
    }

    @POST
    @Path("/{id}/mute")
    @ResponseStatus(ACCEPTED)
    @Operation(summary = "Keeps an alert from being told until a time to come; it keeps counting")
    @APIResponseSchema(value = Alert.class, responseCode = "202")
    public Alert mute(@RestPath String id, MuteRequest request) {
        MuteRequest sent = Requests.present(request);
        Instant until = MuteRequest.checked(sent.until(), clock.instant());
        return done(AlertDeed.MUTE, id, NoteRequest.checked(sent.note()), until);
    }

    @POST
    @Path("/{id}/unmute")
    @ResponseStatus(ACCEPTED)
    @Operation(summary = "Lets a muted alert be told again")
    @APIResponseSchema(value = Alert.class, responseCode = "202")
    public Alert unmute(@RestPath String id, NoteRequest request) {
        return done(AlertDeed.UNMUTE, id, NoteRequest.noteOf(request), null);
    }

    @POST
    @Path("/{id}/resolve")
    @ResponseStatus(ACCEPTED)
    @Operation(summary = "Says that a matter is over; it opens again when it happens again")
    @APIResponseSchema(value = Alert.class, responseCode = "202")
    public Alert resolve(@RestPath String id, NoteRequest request) {
        return done(AlertDeed.RESOLVE, id, NoteRequest.noteOf(request), null);
    }

    @POST
    @Path("/{id}/reopen")
    @ResponseStatus(ACCEPTED)
    @Operation(summary = "Says that a matter is not over after all")
    @APIResponseSchema(value = Alert.class, responseCode = "202")
    public Alert reopen(@RestPath String id, NoteRequest request) {
        return done(AlertDeed.REOPEN, id, NoteRequest.noteOf(request), null);
    }

    @POST
    @Path("/{id}/note")
    @ResponseStatus(ACCEPTED)
    @Operation(summary = "Writes something about an alert")
    @APIResponseSchema(value = Alert.class, responseCode = "202")
    public Alert note(@RestPath String id, NoteRequest request) {
        return done(AlertDeed.NOTE, id, NoteRequest.writtenNoteOf(request), null);
    }

    @POST
    @Path("/commands")
    @ResponseStatus(ACCEPTED)
    @Operation(summary = "Does the same to several alerts of one site, or to none when one of them is not there")
    @APIResponseSchema(value = AlertList.class, responseCode = "202")
    public AlertList commands(BulkRequest request) {
        BulkRequest bulk = BulkRequest.checked(request);
        Instant now = clock.instant();
        Instant until = bulk.command() == AlertDeed.MUTE ? MuteRequest.checked(bulk.until(), now) : null;
        Caller caller = callers.current();
        var word = new AlertDeed.Word(caller.name(), now, NoteRequest.checked(bulk.note()), until);
        List<Alert> alerts =
                bulk.ids().stream().map(id -> ofSite(bulk.site(), caller, id)).toList();
        return new AlertList(done(bulk.command(), alerts, word).stream()
                .map(AlertSummary::of)
                .toList());
    }

    private Alert done(AlertDeed deed, String id, String note, @Nullable Instant until) {
        Caller caller = callers.current();
        var word = new AlertDeed.Word(caller.name(), clock.instant(), note, until);
        return done(deed, List.of(visible(caller, id)), word).getFirst();
    }

    /** Writes the commands down; the alerts as they will be. */
    private List<Alert> done(AlertDeed deed, List<Alert> alerts, AlertDeed.Word word) {
        List<Command> written = new ArrayList<>();
        List<Alert> turned = new ArrayList<>();
        for (Alert alert : alerts) {
            Command.OfAlert command = deed.command(alert.site(), alert.id(), word);
            written.add(command);
            turned.add(alert.with(LifeCycle.after(alert.standing(), command)));
        }
        commands.append(written);
        return turned;
    }

    private Alert ofSite(String site, Caller caller, String id) {
        Alert alert = visible(caller, id);
        if (!alert.site().value().equals(site)) {
            throw new ProblemException(ProblemKind.NOT_FOUND);
        }
        return alert;
    }

    private Alert visible(Caller caller, String id) {
        return view.alert(caller.sites(), id).orElseThrow(() -> new ProblemException(ProblemKind.NOT_FOUND));
    }
}
