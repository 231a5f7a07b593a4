package io.curfew.sensor.capture;

import java.io.IOException;

/** Says in one line why a capture cannot be read, or cannot be read on. */
public final class CaptureException extends IOException {
    public CaptureException(String message) {
        super(message);
    }

    public CaptureException(String message, Throwable cause) {
        super(message, cause);
    }
}
