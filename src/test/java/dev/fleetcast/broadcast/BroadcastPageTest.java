package dev.fleetcast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.broadcast.Broadcasts.Listener;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.ChannelApi;
import dev.fleetcast.testing.OpenPage;
import dev.fleetcast.testing.PageServer;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Pages with the small client of the broadcast server, on another origin, in a real browser. */
@QuarkusTest
class BroadcastPageTest {

    @Test
    void pagesWithALoginOrTokenReceiveTheirBroadcasts() {
        String first = Broadcasts.fresh("first");
        Listener second = Broadcasts.login("demo", Broadcasts.fresh("second"));
        try (PageServer pages = PageServer.start(Api.base());
                OpenPage byLogin = OpenPage.at(pages.address("broadcast-client.html?type=sse&user=demo&id=" + first));
                OpenPage byToken = OpenPage.at(pages.address("broadcast-client.html?type=news&id=" + second.id()
                        + "&token=" + ChannelApi.encoded(second.token())))) {
            assertThat(byLogin.await("login ")).isEqualTo("200 " + first);
            byLogin.await("open");
            byToken.await("open");
            Broadcasts.send(message -> message.put("content", "for one").put("user", second.id()));
            Broadcasts.send(message -> message.put("content", "by type").put("type", "sse"));
            Broadcasts.send(message -> message.put("content", "for \"all\""));
            byLogin.await("message \"for \\\"all\\\"\"");
            byToken.await("message \"for \\\"all\\\"\"");

            assertThat(byLogin.console())
                    .containsSubsequence("open", "sse \"by type\"", "message \"for \\\"all\\\"\"")
                    .noneMatch(line -> line.contains("for one") || line.startsWith("failed"));
            assertThat(byToken.console())
                    .containsSubsequence("open", "message \"for one\"", "message \"for \\\"all\\\"\"")
                    .noneMatch(line -> line.contains("by type") || line.startsWith("failed"));
        }
    }
}
