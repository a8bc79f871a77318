package dev.fleetcast.access.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTokenTest {

    @Test
    void tokenMayStandAlone() {
        QueryToken named = QueryToken.parse("aaa.bbb.ccc").orElseThrow();

        assertThat(named.token()).isEqualTo("aaa.bbb.ccc");
        assertThat(named.endUserId()).isEmpty();
    }

    @Test
    void tokenMayComeWithAnId() {
        QueryToken named = parse("{\"token\":\"aaa.bbb.ccc\",\"id\":\"ada\"}");

        assertThat(named.token()).isEqualTo("aaa.bbb.ccc");
        assertThat(named.endUserId()).contains("ada");
    }

    @Test
    void idMayBeANumberOrMissing() {
        assertThat(parse("{\"token\":\"a.b.c\",\"id\":42}").endUserId()).contains("42");
        assertThat(parse("{\"token\":\"a.b.c\"}").endUserId()).isEmpty();
        assertThat(parse("{\"token\":\"a.b.c\",\"id\":null}").endUserId()).isEmpty();
        assertThat(parse("{\"token\":\"a.b.c\",\"id\":\"\"}").endUserId()).isEmpty();
    }

    @Test
    void everyFormOfBase64IsRead() {
        // Has a plus, a slash and padding in base64.
        String json = "{\"token\":\"a.b.c\",\"id\":\"~~~???>>>\"}";
        String standard = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        assertThat(standard).contains("+", "/", "=");

        for (String form : new String[] {
            standard,
            standard.replace('+', ' '),
            standard.replace("=", ""),
            standard.replace('+', '-').replace('/', '_')
        }) {
            assertThat(QueryToken.parse(form).orElseThrow().endUserId())
                    .as(form)
                    .contains("~~~???>>>");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%%%", "e30=", "bnVsbA==", "W10=", "eyJ0b2tlbiI6NX0=", "eyJ0b2tlbiI6", "AAAA"})
    void malformedTokenIsIgnored(String text) {
        assertThat(QueryToken.parse(text)).isEmpty();
    }

    @Test
    void tooLongTokenIsIgnored() {
        assertThat(QueryToken.parse("a.".repeat(10_000))).isEmpty();
    }

    @Test
    void tokenIsNotShownInText() {
        assertThat(parse("{\"token\":\"a.b.c\"}").toString()).doesNotContain("a.b.c");
    }

    private static QueryToken parse(String json) {
        return QueryToken.parse(Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow();
    }
}
