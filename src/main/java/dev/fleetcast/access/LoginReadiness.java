package dev.fleetcast.access;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready before the first login would be as quick as those after it. */
@Readiness
@ApplicationScoped
class LoginReadiness implements HealthCheck {

    private final LoginGate gate;

    LoginReadiness(LoginGate gate) {
        this.gate = gate;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("logins warm").status(gate.isWarm()).build();
    }
}
