package dev.fleetcast.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.ChannelApi;
import dev.fleetcast.testing.OpenPage;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** The subscriber page of the older push system, in a real browser. */
@QuarkusTest
class OldPushPageTest {

    private final ChannelApi channel = ChannelApi.fresh();

    @Test
    void pageShowsAndConfirmsPushedEvents() {
        channel.push("retained", "before\nthe page");
        try (OpenPage page = OpenPage.ofTheApplication(
                "push-subscriber.html", text -> text.replace("CHANNEL_NAME", channel.name()))) {
            String device = page.await("device ");
            page.await("event retained \"before\\nthe page\"");
            channel.push("live", "{\"n\":1}");
            page.await("event live \"{\\\"n\\\":1}\"");
            channel.tryPush(event -> event.put("event", "alarm").put("data", "by name"));
            page.await("alarm by name");
            page.await("confirmed ");

            assertThat(page.console())
                    .filteredOn(line -> line.startsWith("confirmed"))
                    .containsOnly("confirmed 204");
            assertThat(page.console()).noneMatch(line -> line.startsWith("failed"));
            assertThat(channel.receipts("retained", Api.login("admin"))
                            .get(device)
                            .get("state")
                            .asText())
                    .isEqualTo("confirmed");
        }
    }
}
