package dev.fleetcast.channel;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready before the channels' log has been read to its end; afterwards ready whatever Kafka does. */
@Readiness
@ApplicationScoped
class ChannelReadiness implements HealthCheck {

    private final ChannelReader reader;

    ChannelReadiness(ChannelReader reader) {
        this.reader = reader;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("channels known")
                .status(reader.isCaughtUp())
                .build();
    }
}
