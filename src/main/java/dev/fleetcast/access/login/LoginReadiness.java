package dev.fleetcast.access.login;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Reports not ready until the login warm-up has finished. */
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
