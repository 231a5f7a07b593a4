package io.curfew.collector.kafka;

/** Kafka did not answer in time, or refused; what was asked for may be tried again. */
public final class KafkaAwayException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public KafkaAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
