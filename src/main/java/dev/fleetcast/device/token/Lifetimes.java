package dev.fleetcast.device.token;

import dev.fleetcast.access.opaque.TokenTerms;
import dev.fleetcast.device.DeviceConfig;
import dev.fleetcast.device.RequestFields;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/** On which terms a requested token is issued. */
@ApplicationScoped
class Lifetimes {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,40}");

    private final Duration longest;
    private final boolean unlimited;
    private final int mostPerUser;
    private final Clock clock = Clock.systemUTC();

    Lifetimes(DeviceConfig config) {
        this.longest = config.tokenLifetime();
        this.unlimited = config.unlimitedTokens();
        this.mostPerUser = config.maxTokensPerUser();
    }

    /** The terms for that form; see {@link #lifetime}. */
    TokenTerms terms(RequestFields request) {
        return new TokenTerms(lifetime(request), longest, mostPerUser);
    }

    /**
     * The lifetime according to {@code expires_in} or {@code expires_at}, within what the settings permit; empty for
     * ever.
     */
    private Optional<Duration> lifetime(RequestFields request) {
        Optional<String> seconds = request.text("expires_in").filter(text -> !text.isBlank());
        if (seconds.isPresent()) {
            return lasting(seconds.get());
        }
        return Optional.of(request.text("expires_at")
                .filter(text -> !text.isBlank())
                .map(this::until)
                .orElse(longest));
    }

    private Optional<Duration> lasting(String seconds) {
        if (!SECONDS.matcher(seconds).matches()) {
            throw RequestFields.badRequest("expires_in must be a number of seconds.");
        }
        BigInteger wanted = new BigInteger(seconds);
        if (wanted.signum() == 0) {
            return unlimited ? Optional.empty() : Optional.of(longest);
        }
        BigInteger most = BigInteger.valueOf(longest.toSeconds());
        return Optional.of(wanted.compareTo(most) > 0 ? longest : Duration.ofSeconds(wanted.longValueExact()));
    }

    private Duration until(String time) {
        Duration wanted = Duration.between(clock.instant(), instant(time));
        if (wanted.isNegative() || wanted.isZero()) {
            throw RequestFields.badRequest("expires_at must be in the future.");
        }
        return wanted.compareTo(longest) > 0 ? longest : wanted;
    }

    private static Instant instant(String time) {
        try {
            return time.indexOf('T') < 0
                    ? LocalDate.parse(time).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeException malformed) {
            throw RequestFields.badRequest("expires_at must be a time such as 2030-01-31T12:00:00Z.");
        }
    }
}
