package io.curfew.collector.api;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ListenersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Listeners listeners = new Listeners(2, registry, "listening");

    private Multi<String> open() {
        return listeners.counted(Multi.createFrom().nothing());
    }

    private static AssertSubscriber<String> listen(Multi<String> stream) {
        return stream.subscribe().withSubscriber(AssertSubscriber.create(1));
    }

    private double listening() {
        return registry.get("listening").gauge().value();
    }

    @Test
    void whoGoesAwayBeforeItListensIsNotCounted() {
        for (int asked = 0; asked < 3; asked++) {
            var _ = open();
        }

        listen(open());

        assertThat(listening()).isEqualTo(1);
    }

    @Test
    void oneTooManyIsRefusedUntilAnotherGoes() {
        Multi<String> late = open();
        AssertSubscriber<String> first = listen(open());
        listen(open());

        assertThatThrownBy(this::open).isInstanceOf(ProblemException.class);
        listen(late).assertCompleted();
        assertThat(listening()).isEqualTo(2);

        first.cancel();
        listen(open()).assertNotTerminated();
        assertThat(listening()).isEqualTo(2);
    }

    @Test
    void aStreamThatEndsIsCountedNoLonger() {
        listen(listeners.counted(Multi.createFrom().item("all"))).assertCompleted();

        assertThat(listening()).isZero();
    }
}
