package io.curfew.policy;

import java.time.LocalDate;

/**
 * What a device did in one day.
 *
 * @param day the day, in UTC
 * @param bytesSent IP bytes from the device
 * @param bytesReceived IP bytes to the device
 * @param flows how many flows it took part in
 * @param attempts how those went that it started and that ended
 */
public record DeviceDay(LocalDate day, long bytesSent, long bytesReceived, long flows, Attempts attempts) {

    /** Both of the same day together. */
    public DeviceDay plus(DeviceDay other) {
        return new DeviceDay(
                day,
                bytesSent + other.bytesSent,
                bytesReceived + other.bytesReceived,
                flows + other.flows,
                attempts.plus(other.attempts));
    }
}
