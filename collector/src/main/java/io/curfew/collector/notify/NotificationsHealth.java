package io.curfew.collector.notify;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Well while no channel's last attempt failed. Not a part of readiness: starting again would not help. */
@Wellness
@ApplicationScoped
class NotificationsHealth implements HealthCheck {
    private final Notifications notifications;

    NotificationsHealth(Notifications notifications) {
        this.notifications = notifications;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("notifications");
        boolean isWell = true;
        for (Notifications.Report report : notifications.channels()) {
            ChannelStatus status = report.status();
            if (status != null) {
                boolean isAway = status.failsNow();
                isWell &= !isAway;
                response.withData(report.channel().name(), isAway ? "away" : "well");
            }
        }
        return response.status(isWell).build();
    }
}
