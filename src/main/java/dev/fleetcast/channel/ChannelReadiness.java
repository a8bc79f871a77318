package dev.fleetcast.channel;

import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready until the channels' log has been read to its end; then stays ready even if Kafka is unavailable. */
@Readiness
@ApplicationScoped
class ChannelReadiness implements HealthCheck {

    private final Knowledge knowledge;

    ChannelReadiness(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("channels known")
                .status(knowledge.has(View.CHANNELS))
                .build();
    }
}
