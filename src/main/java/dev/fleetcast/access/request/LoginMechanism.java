package dev.fleetcast.access.request;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.request.RequestLogin.Credentials;
import dev.fleetcast.problem.ProblemResponse;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;

/**
 * Authenticates by the {@code Authorization} header, else by the cookie. Replaces SmallRye's mechanism, which prefers
 * the cookie and would refuse a valid header beside an expired cookie.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class LoginMechanism implements HttpAuthenticationMechanism {

    /** The identity's attribute that holds the {@link Login}. */
    static final String LOGIN = "dev.fleetcast.login";

    private final RequestLogin logins;

    LoginMechanism(RequestLogin logins) {
        this.logins = logins;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        return Credentials.of(context.request())
                .map(credentials -> logins.of(context, credentials).map(LoginMechanism::identity))
                .orElseGet(() -> Uni.createFrom().nullItem());
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom()
                .item(new ChallengeData(Status.UNAUTHORIZED.getStatusCode(), HttpHeaders.WWW_AUTHENTICATE, "Bearer"));
    }

    /** Refuses a path that has a policy of its own in the configuration: Quarkus would send no body. */
    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        context.response().putHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        ProblemResponse.send(context, Status.UNAUTHORIZED.getStatusCode(), "A login is required.");
        return Uni.createFrom().item(true);
    }

    private static SecurityIdentity identity(Login login) {
        Viewer viewer = login.viewer();
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(viewer.username()))
                .addRoles(viewer.roles())
                .addAttribute(LOGIN, login)
                .build();
    }
}
