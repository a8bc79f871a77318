package dev.fleetcast.device.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fleetcast.access.login.PasswordCheck;
import dev.fleetcast.access.opaque.AccessTokens;
import dev.fleetcast.access.opaque.AccessTokens.Issued;
import dev.fleetcast.access.opaque.TokenTerms;
import dev.fleetcast.access.user.Account;
import dev.fleetcast.device.RequestFields;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Issues access tokens. */
@Path("/oauth/token")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "Devices")
public class OAuthResource {

    private final PasswordCheck passwords;
    private final AccessTokens tokens;
    private final Lifetimes lifetimes;

    OAuthResource(PasswordCheck passwords, AccessTokens tokens, Lifetimes lifetimes) {
        this.passwords = passwords;
        this.tokens = tokens;
        this.lifetimes = lifetimes;
    }

    /** Client id and secret, in the form or the header, are accepted and ignored. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Get an access token",
            description =
                    "Takes a form with grant_type=password, username and password, or with grant_type=refresh_token"
                            + " and refresh_token; optionally expires_in (seconds) or expires_at.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                            schema = @Schema(implementation = TokenRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "The token.",
            content = @Content(schema = @Schema(implementation = TokenResponse.class)))
    @APIResponse(responseCode = "400", description = "Wrong credentials, another grant, or a field is missing.")
    @APIResponse(
            responseCode = "429",
            description = "Too many failed logins, or too many tokens. Retry-After says when to try again.")
    @APIResponse(responseCode = "503", description = "The database does not respond.")
    public Uni<Response> issue(
            byte[] body, @HeaderParam(HttpHeaders.CONTENT_TYPE) String type, @Context HttpServerRequest request) {
        if (!RequestFields.isForm(type)) {
            throw RequestFields.badRequest("The body must be a form (application/x-www-form-urlencoded).");
        }
        RequestFields form = RequestFields.of(type, body);
        TokenTerms terms = lifetimes.terms(form);
        Uni<Issued> issued = switch (required(form, "grant_type")) {
            case "password" -> byPassword(form, terms, request);
            case "refresh_token" -> byRefreshToken(form, terms);
            default -> throw refusal("unsupported_grant_type", "The grant type must be password or refresh_token.");
        };
        // The answers of all APIs have Cache-Control: no-store.
        return issued.map(token -> Response.ok(TokenResponse.of(token)).build());
    }

    private Uni<Issued> byPassword(RequestFields form, TokenTerms terms, HttpServerRequest request) {
        return passwords
                .account(required(form, "username"), required(form, "password"), request)
                .onFailure(OAuthResource::isWrongPassword)
                .transform(wrong -> refusal("invalid_grant", "User credentials are invalid"))
                .invoke(OAuthResource::refuseInitialPassword)
                .chain(account -> tokens.issue(account, terms));
    }

    private Uni<Issued> byRefreshToken(RequestFields form, TokenTerms terms) {
        return tokens.refresh(required(form, "refresh_token"), terms)
                .map(issued -> issued.orElseThrow(
                        () -> refusal("invalid_grant", "The refresh token is not valid, or was used.")));
    }

    private static void refuseInitialPassword(Account account) {
        if (account.mustChangePassword()) {
            throw refusal("invalid_grant", "The user must change the password first.");
        }
    }

    private static boolean isWrongPassword(Throwable failure) {
        return failure instanceof HttpProblem problem && problem.getStatusCode() == Status.UNAUTHORIZED.getStatusCode();
    }

    private static String required(RequestFields form, String field) {
        return form.text(field)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> refusal("invalid_request", "The field " + field + " is required."));
    }

    private static HttpProblem refusal(String error, String description) {
        return HttpProblem.builder()
                .withStatus(Status.BAD_REQUEST)
                .withTitle(Status.BAD_REQUEST.getReasonPhrase())
                .withDetail(description)
                .with("error", error)
                .build();
    }

    /** Describes the form. */
    @Schema(name = "AccessTokenRequest")
    record TokenRequest(
            @Schema(examples = "password") String grantType,
            @Schema(examples = "demo") String username,
            @Schema(examples = "demo") String password,
            String refreshToken,
            Long expiresIn,
            String expiresAt) {}

    /** @param expiresIn seconds; 0 for ever */
    @Schema(name = "AccessTokenResponse")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record TokenResponse(String tokenType, String accessToken, long expiresIn, String refreshToken) {

        static TokenResponse of(Issued issued) {
            return new TokenResponse(
                    "bearer",
                    issued.token(),
                    issued.lifetime().map(Duration::toSeconds).orElse(0L),
                    issued.refreshToken());
        }

        @Override
        public String toString() {
            return "TokenResponse";
        }
    }
}
