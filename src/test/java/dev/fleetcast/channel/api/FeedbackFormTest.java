package dev.fleetcast.channel.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedbackFormTest {

    private static final String URL_ENCODED = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data; boundary=XX";

    @ParameterizedTest
    @ValueSource(strings = {URL_ENCODED, "APPLICATION/X-WWW-FORM-URLENCODED; charset=UTF-8"})
    void urlEncodedFormIsRead(String type) {
        FeedbackForm form = form("status=rx+ok%20%C3%A9%0A&last_event_id=1~2&status=again&empty=&alone", type);

        assertThat(form.field("status")).isEqualTo("rx ok é\n");
        assertThat(form.field("last_event_id")).isEqualTo("1~2");
        assertThat(form.field("device")).isNull();
    }

    @Test
    void formWithoutATypeIsUrlEncoded() {
        assertThat(form("status=ok", null).field("status")).isEqualTo("ok");
    }

    @Test
    void characterSetThatIsNamedCounts() {
        assertThat(form("status=%E9", URL_ENCODED + "; charset=ISO-8859-1").field("status"))
                .isEqualTo("é");
        assertThat(form("status=%C3%A9", URL_ENCODED + "; charset=unknown").field("status"))
                .isEqualTo("é");
    }

    @Test
    void malformedUtf8IsRefusedAndNotReplaced() {
        assertRefused("status=%ED%A0%BD", URL_ENCODED, 400);
        assertRefused("status=%E9", URL_ENCODED, 400);
    }

    @Test
    void multipartFormIsReadButForItsFiles() {
        FeedbackForm form = form("""
                --XX\r
                Content-Disposition: form-data; name="status"\r
                \r
                rx ok é\r
                --XX\r
                Content-Disposition: form-data; name="device"; filename="f"\r
                Content-Type: text/plain\r
                \r
                a file\r
                --XX--\r
                """, MULTIPART);

        assertThat(form.field("status")).isEqualTo("rx ok é");
        assertThat(form.field("device")).isNull();
    }

    @Test
    void multipartFormThatIsCutOffIsRefused() {
        assertRefused("""
                --XX\r
                Content-Disposition: form-data; name="device"\r
                \r
                d\r
                --XX\r
                Content-Disposition: form-data; name="status"\r
                \r
                rx""", MULTIPART, 400);
    }

    @Test
    void emptyBodyIsAFormWithoutFields() {
        assertThat(form("", "text/plain").field("status")).isNull();
        assertThat(FeedbackForm.of(null, null).field("status")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status=%zz | application/x-www-form-urlencoded | 400",
                "status=%   | application/x-www-form-urlencoded | 400",
                "nonsense   | multipart/form-data; boundary=XX  | 400",
                "nonsense   | multipart/form-data               | 400",
                "--XX--     | multipart/form-data; boundary=XX  | 400",
                "status=ok  | text/plain                        | 415",
                "{}         | application/json                  | 415",
                "status=ok  | nonsense                          | 415"
            })
    void malformedFormIsRefused(String body, String type, int status) {
        assertRefused(body, type, status);
    }

    @Test
    void largeFormsAreRefused() {
        assertRefused("status=" + "x".repeat(16 * 1024), URL_ENCODED, 413);
        assertRefused("a=1&".repeat(100), URL_ENCODED, 400);
    }

    private static void assertRefused(String body, String type, int status) {
        assertThatThrownBy(() -> form(body, type))
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> assertThat(problem.getStatusCode()).isEqualTo(status));
    }

    private static FeedbackForm form(String body, String type) {
        return FeedbackForm.of(body.getBytes(StandardCharsets.UTF_8), type);
    }
}
