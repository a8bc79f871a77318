package dev.fleetcast.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Login, sessions and tokens. */
@ConfigMapping(prefix = "fleetcast.access")
public interface AccessConfig {

    /**
     * The private key that signs tokens: a PKCS#8 PEM text (EC P-256, or RSA of at least 2048 bits) or the path of a file
     * with one. Every replica needs the same one. Required outside dev mode and tests, where a new one is made per start.
     */
    Optional<String> signingKey();

    /**
     * Paths of PEM files with further keys, public or private, whose signatures are still accepted. Keep the previous
     * signing key here for one session lifetime after replacing it.
     */
    Optional<List<String>> verificationKeys();

    /** The {@code iss} claim of tokens; deployments that share a signing key must not share it. */
    @WithDefault("fleetcast")
    String issuer();

    /** How long a login token is valid. Longer means fewer renewals; a session can be ended at any time all the same. */
    @WithDefault("PT1H")
    Duration tokenLifetime();

    /** How long a session lives after its last use; whatever streams under it ends then. */
    @WithDefault("PT12H")
    Duration sessionLifetime();

    /** How long a session lives at most, whatever its use: then its user logs in again, and its streams end. */
    @WithDefault("P7D")
    Duration sessionMaxLifetime();

    /** How long a subscription token may be used to subscribe. */
    @WithDefault("PT15M")
    Duration subscriptionTokenLifetime();

    /** How long a device token is valid. Until then it can only be taken back by replacing the signing key. */
    @WithDefault("P365D")
    Duration deviceTokenLifetime();

    /**
     * Whether {@code GET /events} takes a login token, and feeds of channels a device token, from the query parameter {@code
     * token} too, for pages whose browsers send no cookies across sites. Addresses are kept in logs and histories, and the
     * token with them. Unset: only with the demo data.
     */
    Optional<Boolean> queryToken();

    /**
     * How far a token may come from the future, for replicas whose clocks differ. The end of a token is exact: a clock that
     * runs ahead only shortens it.
     */
    @WithDefault("PT10S")
    Duration clockSkew();

    /** The address clients reach this deployment at, as in {@code https://fleet.example.com}; by default that of the request. */
    Optional<String> publicUrl();

    /** The Kafka topic on which replicas tell each other about sessions. */
    @WithDefault("fleetcast.sessions")
    String sessionsTopic();

    /** The login cookie. */
    Cookie cookie();

    /** The login endpoint. */
    Login login();

    /** Users of another issuer, see {@code mp.jwt.verify.publickey.location}. */
    External external();

    /** The login cookie. */
    interface Cookie {

        /**
         * The {@code SameSite} attribute. {@code strict} keeps the cookie from every request that another site causes;
         * {@code none} is for pages on another site and implies {@code Secure}.
         */
        @WithDefault("strict")
        SameSite sameSite();
    }

    /** Values of the {@code SameSite} attribute. */
    enum SameSite {
        STRICT,
        LAX,
        NONE
    }

    /** The login endpoint. */
    interface Login {

        /**
         * Failed logins of one account from one address within a minute before further ones from there are refused;
         * successful ones do not count.
         */
        @WithDefault("10")
        @Positive
        int maxFailuresPerAccount();

        /**
         * Failed logins of one account within a minute from all addresses together before further ones are slowed down to
         * this rate. Addresses from which the account was logged in to within 30 days are not counted and not slowed down.
         */
        @WithDefault("100")
        @Positive
        int maxFailuresOfStrangers();

        /** Failed logins from one address (for IPv6: one /64 network) within a minute before further ones are refused. */
        @WithDefault("100")
        @Positive
        int maxFailuresPerAddress();

        /** Work to hash a password: each step doubles it, 10 is about 0.1 s of a core. Old hashes stay valid. */
        @WithDefault("10")
        @Min(4)
        @Max(16)
        int bcryptCost();

        /** Passwords checked at the same time; more let logins take more of the processor from everything else. */
        @WithDefault("2")
        @Positive
        int concurrency();

        /** How long a login may take before it is answered with 503. */
        @WithDefault("PT4.5S")
        Duration timeout();
    }

    /** How the claims of another issuer's tokens become users. */
    interface External {

        /** The claim with the roles: a list of names, or one text with names separated by spaces. */
        @WithDefault("groups")
        String rolesClaim();

        /** Names of roles at the issuer, and the role each means here; roles of the same name need no entry. */
        Map<String, String> roles();

        /** The claim with the clients whose fleets the user may see: a list of ids or names of clients. */
        @WithDefault("clients")
        String clientsClaim();
    }
}
