package io.curfew.policy.watch;

import io.curfew.events.DomainName;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Peer;
import io.curfew.policy.SeenFlow;
import io.curfew.policy.name.KnownName;
import io.curfew.policy.name.NameBook;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the other end of the flows is called that an alert keeps. A name is forgotten some time after its answer has run
 * out: then the alert itself has the name, and one that is remembered of another address says what it goes through.
 *
 * @param isGathered true for an alert about many
 * @param name what the alert calls the other end; absent when nobody said
 * @param isRemembered true when the name is known with all that it goes through
 */
record KeptNames(boolean isGathered, @Nullable KnownName name, boolean isRemembered) {

    /** @param asking the alert's device, as it was when names were learned; absent when nobody can tell */
    static KeptNames of(NameBook book, @Nullable Peer peer, @Nullable DeviceId asking, List<Alert.Evidence> pieces) {
        Peer.NameSource source = peer == null ? null : peer.nameSource();
        if (peer == null || peer.name() == null || source == null) {
            return new KeptNames(peer == null, null, false);
        }
        DomainName name = peer.name();
        return switch (source) {
            // The id of a listed device stands in for a name.
            case POLICY -> new KeptNames(false, null, false);
            case SERVER_NAME -> new KeptNames(false, new KnownName(name, List.of(), source), true);
            case ANSWER_TO_DEVICE, ANSWER_TO_SITE -> {
                Optional<KnownName> remembered = pieces.reversed().stream()
                        .flatMap(piece -> names(book, asking, piece))
                        .filter(known -> known.name().equals(name))
                        .findFirst();
                yield new KeptNames(
                        false,
                        remembered.orElseGet(() -> new KnownName(name, List.of(), source)),
                        remembered.isPresent());
            }
        };
    }

    private static Stream<KnownName> names(NameBook book, @Nullable DeviceId asking, Alert.Evidence piece) {
        SeenFlow flow = piece.flow();
        return flow == null
                ? Stream.of()
                : Stream.of(flow.responder(), flow.initiator())
                        .flatMap(end -> book.names(asking, end.ip(), null, piece.at()).stream());
    }

    /** The names of a flow, by what is known of them today; the one by which it was told comes first. */
    List<KnownName> among(List<KnownName> known) {
        if (name == null) {
            return known;
        }
        List<KnownName> told =
                known.stream().filter(one -> one.name().equals(name.name())).toList();
        if (told.isEmpty()) {
            return List.of(name);
        }
        return Stream.concat(
                        told.stream(), known.stream().filter(one -> !one.name().equals(name.name())))
                .toList();
    }

    /** True when there may have been names, or a chain of them, that nobody remembers. */
    boolean mayLackSome(List<KnownName> names) {
        if (name == null) {
            return isGathered && names.isEmpty();
        }
        return !isRemembered && names.getFirst().equals(name);
    }
}
