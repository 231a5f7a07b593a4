package io.curfew.collector.index;

import io.curfew.collector.kafka.KafkaConnection;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks each second, in a thread of its own, whether what correlates is behind. */
final class CorrelationWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(CorrelationWatch.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final KafkaConnection kafka;
    private final String group;
    private final CorrelationProgress progress = new CorrelationProgress(System::nanoTime);
    private final CountDownLatch closing = new CountDownLatch(1);

    private CorrelationWatch(KafkaConnection kafka, String group) {
        this.kafka = kafka;
        this.group = group;
    }

    static CorrelationWatch start(KafkaConnection kafka, String group) {
        CorrelationWatch watch = new CorrelationWatch(kafka, group);
        Thread.ofPlatform().daemon().name("index-courtesy").start(watch::run);
        return watch;
    }

    boolean isBehind() {
        return progress.isBehind();
    }

    private void run() {
        Map<String, Object> settings = kafka.with(Map.of(AdminClientConfig.CLIENT_ID_CONFIG, "curfew-index-courtesy"));
        try (Admin admin = Admin.create(settings)) {
            while (!closing.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                progress.look(admin, group);
            }
        } catch (KafkaException wrong) {
            LOG.warnf("traffic gives way to nobody, reason=%s", wrong.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
