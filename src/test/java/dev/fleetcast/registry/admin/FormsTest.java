package dev.fleetcast.registry.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.validation.Validation;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormsTest {

    private final Forms forms =
            new Forms(Validation.buildDefaultValidatorFactory().getValidator());
    private final Findings findings = new Findings();

    record Form(
            Long id,
            @NotBlank @OneLine @Size(max = 10) String fullName,
            Boolean enabled,
            @JsonProperty("backup_1_id") Long backup1Id,
            Set<Long> clientIds)
            implements RegistryForm {}

    @Test
    void validFormIsRead() {
        assertThat(read("{'id':7,'full_name':'Ada','enabled':false,'backup_1_id':8,'client_ids':[1,2]}"))
                .contains(new Form(7L, "Ada", false, 8L, Set.of(1L, 2L)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'full_name':'Ada','id':'7'} | id must be a whole number",
                "{'full_name':'Ada','id':7.5} | id must be a whole number",
                "{'full_name':'Ada','id':true} | id must be a whole number",
                "{'full_name':'Ada','id':1000000000000000000000} | id is out of range",
                "{'full_name':'Ada','client_ids':[1000000000000000000000]} | client_ids is out of range",
                "{'full_name':'Ada','enabled':'true'} | enabled must be true or false",
                "{'full_name':'Ada','enabled':1} | enabled must be true or false",
                "{'full_name':5} | full_name must be text",
                "{'full_name':['Ada']} | full_name must be text",
                "{'full_name':'Ada','client_ids':5} | client_ids must be a list",
                "{'full_name':'Ada','client_ids':['a']} | client_ids must be a whole number",
                "{'full_name':'Ada','backup_1_id':{}} | backup_1_id must be a whole number",
                "{'full_name':'Ada','fullName':'Ada'} | fullName is not a known field",
                "{'full_name':'Ada\\u0007'} | full_name must be one line without control characters",
                "{'id':7} | full_name is required",
            })
    void invalidFieldIsNamed(String json, String finding) {
        assertThat(read(json)).isEmpty();
        assertThat(reported()).containsExactly(finding);
    }

    @Test
    void allErrorsAreNamedAtOnce() {
        assertThat(read("{'shoe':38,'id':'7','hat':1,'enabled':5,'full_name':'much too long'}"))
                .isEmpty();
        assertThat(reported())
                .containsExactlyInAnyOrder(
                        "shoe is not a known field",
                        "hat is not a known field",
                        "id must be a whole number",
                        "enabled must be true or false",
                        "full_name size must be between 0 and 10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "[]", "null", "'text'", "{", "{} {}", "{'id':1,'id':2}", "\u0000"})
    void bodyMustBeOneObject(String body) {
        assertThatThrownBy(() -> parse(body))
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> assertThat(problem.getStatusCode()).isEqualTo(400));
    }

    @Test
    void mergePatchRemovesWithNull() {
        ObjectNode merged =
                Forms.merged(parse("{'id':7,'full_name':'Ada'}"), parse("{'full_name':null,'enabled':true}"));

        assertThat(merged).isEqualTo(parse("{'id':7,'full_name':null,'enabled':true}"));
    }

    private Optional<Form> read(String json) {
        return forms.read(parse(json), Form.class, findings);
    }

    private ObjectNode parse(String json) {
        return forms.parse(new ByteArrayInputStream(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> reported() {
        try {
            findings.throwIfAny();
            return List.of();
        } catch (HttpProblem problem) {
            return List.of(problem.getDetail().replaceFirst("\\.$", "").split("; "));
        }
    }
}
