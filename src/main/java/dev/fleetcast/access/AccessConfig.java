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
     * The private key that signs tokens: a PKCS#8 PEM text (EC P-256, or RSA of at least 2048 bits) or the path of a
     * file that contains one. All replicas need the same key. Required outside dev mode and tests, where each start
     * generates a new key.
     */
    Optional<String> signingKey();

    /**
     * Paths of PEM files with additional public or private keys whose signatures are still accepted. After replacing
     * the signing key, keep the previous one here for one session lifetime.
     */
    Optional<List<String>> verificationKeys();

    /** The {@code iss} claim of tokens. Deployments that share a signing key need different issuers. */
    @WithDefault("fleetcast")
    String issuer();

    /** How long a login token is valid. A longer lifetime means fewer renewals; sessions can still be ended at any time. */
    @WithDefault("PT1H")
    Duration tokenLifetime();

    /** How long a session lives after its last use; streams of the session end with it. */
    @WithDefault("PT12H")
    Duration sessionLifetime();

    /**
     * How long a session lives at most, even when used. Then the user has to log in again, and the session's streams end.
     */
    @WithDefault("P7D")
    Duration sessionMaxLifetime();

    /** How long a subscription token can be used to subscribe. */
    @WithDefault("PT15M")
    Duration subscriptionTokenLifetime();

    /** How long a device token is valid. Before that, it can only be revoked by replacing the signing key. */
    @WithDefault("P365D")
    Duration deviceTokenLifetime();

    /** How long a service account's token is valid, at most and by default. */
    @WithDefault("P365D")
    Duration serviceTokenLifetime();

    /** The maximum number of tokens that one service account may have. */
    @WithDefault("20")
    @Positive
    int serviceTokensPerUser();

    /**
     * Whether {@code GET /events} also accepts a login token, and channel feeds a device token, in the query parameter
     * {@code token}, for pages whose browsers send no cookies across sites. URLs, and the tokens in them, end up in
     * logs and browser histories. By default on only with the demo data.
     */
    Optional<Boolean> queryToken();

    /**
     * How far in the future a token may be issued, for replicas whose clocks differ. Expiry is exact: a clock that runs
     * ahead only shortens a token's life.
     */
    @WithDefault("PT10S")
    Duration clockSkew();

    /**
     * The URL at which clients reach this deployment, such as {@code https://fleet.example.com}; by default the URL of
     * the request.
     */
    Optional<String> publicUrl();

    /** The maximum number of sessions per user. A login beyond it ends the user's least recently used session. */
    @WithDefault("10000")
    @Positive
    int sessionMaxPerUser();

    /** The Kafka topic on which replicas share their sessions. */
    @WithDefault("fleetcast.sessions")
    String sessionsTopic();

    /** The login cookie. */
    Cookie cookie();

    /** The login endpoint. */
    Login login();

    /** Users of an external issuer, see {@code mp.jwt.verify.publickey.location}. */
    External external();

    /** The login cookie. */
    interface Cookie {

        /**
         * The {@code SameSite} attribute. {@code strict} withholds the cookie from every cross-site request; {@code
         * none} is for pages on another site and implies {@code Secure}.
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
         * Failed logins of one account from one address within a minute before further attempts from that address are
         * refused; successful logins do not count. Each replica counts on its own.
         */
        @WithDefault("10")
        @Positive
        int maxFailuresPerAccount();

        /**
         * Failed logins of one account within a minute from all addresses together before further attempts are limited to
         * this rate. Addresses that logged in to the account within the last 30 days are neither counted nor limited. Each
         * replica counts on its own.
         */
        @WithDefault("100")
        @Positive
        int maxFailuresOfStrangers();

        /**
         * Failed logins from one address (for IPv6: one /64 network) within a minute before further attempts are refused.
         * Each replica counts on its own.
         */
        @WithDefault("100")
        @Positive
        int maxFailuresPerAddress();

        /** Cost of hashing a password: each step doubles it, 10 takes about 0.1 s of a core. Existing hashes stay valid. */
        @WithDefault("10")
        @Min(4)
        @Max(16)
        int bcryptCost();

        /**
         * The minimum length of a new password, in characters. Passwords in use stay valid; with the demo data,
         * administrators may set shorter ones.
         */
        @WithDefault("12")
        @Min(8)
        @Max(64)
        int minPasswordLength();

        /** Passwords checked concurrently; a higher number lets logins take more CPU from everything else. */
        @WithDefault("2")
        @Positive
        int concurrency();

        /** How long a login may take before it fails with 503. */
        @WithDefault("PT4.5S")
        Duration timeout();
    }

    /** Maps the claims of an external issuer's tokens to users. */
    interface External {

        /** The claim that holds the roles: a list of names, or one string of names separated by spaces. */
        @WithDefault("groups")
        String rolesClaim();

        /** Maps role names of the issuer to roles here; roles of the same name need no entry. */
        Map<String, String> roles();

        /** The claim that holds the clients whose fleets the user may see: a list of client ids or names. */
        @WithDefault("clients")
        String clientsClaim();
    }
}
