package dev.fleetcast.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.ChannelApi;
import dev.fleetcast.testing.RawSseClient;
import dev.fleetcast.testing.RegistryFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** The feeds of a private channel. */
public final class PrivateFeeds {

    /** The maximum time from the end of a right to the end of its feeds. */
    private static final Duration PROMISED = Duration.ofSeconds(5);

    private static final Duration FOR_THE_MACHINE = Duration.ofMillis(1_500);

    private final ChannelApi channel = ChannelApi.named("ops-" + RegistryFixture.number());

    /** Follows the channel and expects success. */
    public RawSseClient follow(String token) {
        RawSseClient feed = tryFollow(token);
        assertThat(feed.response().statusCode()).isEqualTo(200);
        return feed;
    }

    /** Follows the channel with a cookie and further headers. */
    public RawSseClient tryFollowByCookie(String cookie, String... headers) {
        List<String> all = new ArrayList<>(List.of("Cookie", cookie));
        all.addAll(List.of(headers));
        return channel.follow("", all.toArray(String[]::new));
    }

    /** Follows the channel. */
    public RawSseClient tryFollow(String token) {
        return channel.follow("", "Authorization", "Bearer " + token);
    }

    /**
     * Expects the feed to end properly within the documented time.
     *
     * @param right the remaining time of the right to follow
     */
    public static void assertEndsAfter(Duration right, RawSseClient feed) {
        Awaitility.await().atMost(right.plus(PROMISED).plus(FOR_THE_MACHINE)).until(feed::hasEnded);
        assertThat(feed.text()).contains(": bye");
        assertThat(feed.isComplete()).isTrue();
    }
}
