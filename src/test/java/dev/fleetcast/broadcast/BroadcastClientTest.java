package dev.fleetcast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.broadcast.Broadcasts.Listener;
import dev.fleetcast.testing.PlainHttp;
import dev.fleetcast.testing.RawSseClient;
import dev.fleetcast.testing.SseParser;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Recipients of broadcasts, observed by listeners of the published broadcast server. */
@QuarkusTest
class BroadcastClientTest {

    private final String type = Broadcasts.fresh("type");

    @Test
    void loginAnswersWithTokenAndIdAndSetsTheCookie() {
        String id = Broadcasts.fresh("a99d4b4e");

        HttpResponse<String> response = Broadcasts.tryLogin("demo", id);

        assertThat(response.statusCode()).isEqualTo(200);
        String token = PlainHttp.json(response).get("token").asText();
        assertThat(PlainHttp.json(response).get("id").asText()).isEqualTo(id);
        assertThat(response.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("fleetcast_token=" + token)
                .contains("HttpOnly", "Path=/", "SameSite=Strict");
        try (RawSseClient byCookie = RawSseClient.open("/events", "Cookie", "fleetcast_token=" + token)) {
            assertThat(byCookie.response().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void idIsTheUsersOwnUnlessTheAccountIsShared() {
        HttpResponse<String> user = PlainHttp.post(
                "/api/v1/auth/login",
                "{\"username\":\"other\",\"password\":\"other\"}",
                "Content-Type",
                "application/json");
        HttpResponse<String> chosen = Broadcasts.tryLogin("other", Broadcasts.fresh("chosen"));

        String id = Broadcasts.login("other", null).id();
        assertThat(id).isEqualTo(PlainHttp.json(user).at("/data/id").asText());
        // Refused or ignored.
        assertThat(chosen.statusCode() >= 400
                        || PlainHttp.json(chosen).get("id").asText().equals(id))
                .isTrue();
    }

    @Test
    void everyBroadcastReachesItsRecipientsOnly() {
        Listener first = Broadcasts.login("demo", Broadcasts.fresh("first"));
        Listener second = Broadcasts.login("demo", Broadcasts.fresh("second"));
        Listener third = Broadcasts.login("other", null);
        try (RawSseClient byType = first.listen("?type=" + type);
                RawSseClient byOtherType = second.listen("?type=" + type + "x");
                RawSseClient toEverybody = third.listen("")) {
            Broadcasts.send(message -> message.put("content", "all"));
            Broadcasts.send(message -> message.put("content", "typed").put("type", type));
            Broadcasts.send(message -> message.put("content", "mine").put("user", second.id()));
            Broadcasts.send(message ->
                    message.put("content", "user wins").put("user", second.id()).put("type", type));
            Broadcasts.send(message -> message.put("content", "end"));
            byType.await("end");
            byOtherType.await("end");
            toEverybody.await("end");

            assertThat(byType.data()).containsExactly("all", "typed", "end");
            assertThat(byType.events()).extracting(SseParser.Event::type).containsExactly("message", type, "message");
            assertThat(byOtherType.data()).containsExactly("all", "mine", "user wins", "end");
            assertThat(toEverybody.data()).containsExactly("all", "end");
        }
    }

    @Test
    void userIsReachedOnEveryConnectionAndWithOrWithoutAType() {
        Listener user = Broadcasts.login("demo", Broadcasts.fresh("user"));
        try (RawSseClient one = user.listen("");
                RawSseClient two = user.listen("?type=" + type)) {
            Broadcasts.send(message -> message.put("content", "hello").put("user", user.id()));

            assertThat(one.awaitNext().data()).isEqualTo("hello");
            assertThat(two.awaitNext().data()).isEqualTo("hello");
        }
    }

    @Test
    void nothingIsMissedWhileTheClientIsAway() {
        Listener user = Broadcasts.login("demo", Broadcasts.fresh("user"));
        String seen;
        try (RawSseClient listener = user.listen("?type=" + type)) {
            Broadcasts.send(message -> message.put("content", "seen").put("type", type));
            seen = listener.awaitNext().id();
        }
        Broadcasts.send(message -> message.put("content", "missed").put("type", type));

        try (RawSseClient back = RawSseClient.open(
                "/events?type=" + type, "Authorization", "Bearer " + user.token(), "Last-Event-ID", seen)) {
            Broadcasts.send(message -> message.put("content", "end").put("type", type));
            back.await("end");

            assertThat(back.data()).containsExactly("missed", "end");
        }
    }

    @Test
    void contentWithLineEndsForgesNothing() {
        Listener user = Broadcasts.login("demo", Broadcasts.fresh("user"));
        String hostile = "one\r\n\r\nevent: forged\rid: 1\n\ndata: two";
        try (RawSseClient listener = user.listen("")) {
            Broadcasts.send(message -> message.put("content", hostile).put("user", user.id()));
            Broadcasts.send(message -> message.put("content", "end").put("user", user.id()));
            listener.await("end");

            assertThat(listener.data()).containsExactly("one\n\nevent: forged\nid: 1\n\ndata: two", "end");
            assertThat(listener.events()).extracting(SseParser.Event::type).containsOnly("message");
        }
    }

    @Test
    void tokenInTheQueryIsReadAsTheClientSendsIt() {
        // Its base64 form has a plus sign, which the client sends unencoded and the server reads as a space.
        Listener user = Broadcasts.login("demo", Broadcasts.fresh("user") + "~~~>>>");
        for (String token : new String[] {
            user.token(), user.inQuery(), user.inQueryAs(user.id()).replace("=", "%3D")
        }) {
            try (RawSseClient listener = RawSseClient.open("/events?type=" + type + "&token=" + token)) {
                assertThat(listener.response().statusCode()).isEqualTo(200);
                Broadcasts.send(message -> message.put("content", "hello").put("user", user.id()));

                assertThat(listener.awaitNext().data()).isEqualTo("hello");
            }
        }
    }
}
