package io.curfew.collector.api;

import io.curfew.collector.correlate.InMemoryEnrolledSensors;
import io.curfew.collector.kafka.KafkaConnection;
import io.curfew.collector.kafka.ObservationLog;
import io.curfew.collector.replay.Replay;
import io.curfew.collector.store.InMemoryView;
import io.curfew.policy.language.Policy;
import io.curfew.policy.language.PolicyReader;
import io.curfew.policy.language.PolicyReading;
import io.smallrye.mutiny.Multi;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import static io.curfew.collector.store.Samples.LISBON;
import static io.curfew.collector.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Trials by a Kafka that does not answer: each ends after a second. */
class PolicyTrialsTest {
    private final PolicyTrials trials = new PolicyTrials(
            new ObservationLog(new KafkaConnection(Map.of(
                    "bootstrap.servers", "127.0.0.1:1", "default.api.timeout.ms", 1_000, "request.timeout.ms", 500))),
            new InMemoryEnrolledSensors(),
            new InMemoryView());

    private static Replay replay() {
        Policy policy = ((PolicyReading.Accepted)
                        PolicyReader.read(1, Map.of("policy.yaml", "curfew: 1\nsites: [ { id: lisbon } ]\n")))
                .policy();
        return new Replay(LISBON, policy, policy, NOON.minusSeconds(60), NOON);
    }

    private static CompletableFuture<List<PolicyTrials.News>> listen(Multi<PolicyTrials.News> trial) {
        return trial.collect().asList().subscribeAsCompletionStage();
    }

    private static List<String> failures(CompletableFuture<List<PolicyTrials.News>> heard) {
        return heard.join().stream()
                .map(news -> ((PolicyTrials.News.Failure) news).problem().title())
                .toList();
    }

    @Test
    void whoNeverListensTakesNoPlace() {
        for (int asked = 0; asked < 3; asked++) {
            var _ = trials.of(replay());
        }

        assertThat(failures(listen(trials.of(replay())))).containsExactly(ProblemKind.KAFKA_AWAY.title());
    }

    @Test
    void aThirdIsRefusedWhileTwoRun() {
        Multi<PolicyTrials.News> asked = trials.of(replay());
        CompletableFuture<List<PolicyTrials.News>> first = listen(trials.of(replay()));
        CompletableFuture<List<PolicyTrials.News>> second = listen(trials.of(replay()));

        assertThatThrownBy(() -> trials.of(replay())).isInstanceOf(ProblemException.class);
        assertThat(failures(listen(asked))).containsExactly(ProblemKind.TOO_MANY_TRIALS.title());

        assertThat(failures(first)).containsExactly(ProblemKind.KAFKA_AWAY.title());
        assertThat(failures(second)).containsExactly(ProblemKind.KAFKA_AWAY.title());
        assertThat(failures(listen(trials.of(replay())))).containsExactly(ProblemKind.KAFKA_AWAY.title());
    }
}
