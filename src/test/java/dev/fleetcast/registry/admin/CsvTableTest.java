package dev.fleetcast.registry.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {

    private static final int MAX_ROWS = 3;

    private final Findings findings = new Findings();

    record Form(Long id, String name, Boolean enabled, Set<Long> clientIds) implements RegistryForm {}

    @Test
    void cellsGetTheTypeOfTheirField() {
        assertThat(read("id,name,enabled,client_ids\n7,007,true,1; 2\n"))
                .extracting(row -> row.fields().toString())
                .containsExactly(json("{'id':7,'name':'007','enabled':true,'client_ids':[1,2]}"));
    }

    @Test
    void emptyCellIsNull() {
        assertThat(read("id,name,client_ids\n,\"\",\n"))
                .extracting(row -> row.fields().toString())
                .containsExactly(json("{'id':null,'name':null,'client_ids':[]}"));
    }

    @Test
    void otherTextStaysText() {
        assertThat(read("id,enabled\nx,yes\n"))
                .extracting(row -> row.fields().toString())
                .containsExactly(json("{'id':'x','enabled':'yes'}"));
    }

    @Test
    void rowsKnowTheirLine() {
        assertThat(read("name\r\n\"two\r\nlines\"\r\n\r\nlast"))
                .extracting(ImportRow::place)
                .containsExactly("line 2", "line 5");
    }

    @Test
    void quotedCellsKeepCommasAndQuotes() {
        assertThat(read("name\n\"a, \"\"b\"\"\"\n"))
                .extracting(row -> row.fields().toString())
                .containsExactly("{\"name\":\"a, \\\"b\\\"\"}");
    }

    @Test
    void tooManyRowsAreRefused() {
        read("name\na\nb\nc\nd\n");

        assertThat(reported()).containsExactly("line 5 is too much: an import has at most 3 rows");
    }

    @Test
    void idThatIsThereTwiceIsNamed() {
        ImportRow.checkOnce(read("id,name\n7,a\n,b\n7,c\n"), MatchKey.ID, findings);

        assertThat(reported()).containsExactly("line 4: id is already used in line 2");
    }

    @Test
    void lineThatIsNotUtf8IsNamed() {
        assertThat(CsvText.read("name\nAda\n\u00e9\n".getBytes(StandardCharsets.ISO_8859_1), UTF_8, findings))
                .isEmpty();

        assertThat(reported()).first().asString().startsWith("line 3 must be UTF-8 text");
    }

    @Test
    void unknownAndRepeatedColumnsAreNamed() {
        read("name,shoe,name\na,b,c\n");

        assertThat(reported())
                .containsExactly(
                        "line 1: shoe is not one of the columns [id, name, enabled, client_ids]",
                        "line 1: name must occur once");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFFid;name;enabled;client_ids\r\n7;\"a; b\";TRUE;\"1;2\"\r\n",
                "id\tname\tenabled\tclient_ids\n7\ta; b\tTrue\t1;2\n",
                "sep=;\nid;name;enabled;client_ids\n7;\"a; b\";true;1|2\n",
            })
    void readsWhatSpreadsheetsWrite(String csv) {
        assertThat(read(csv))
                .extracting(row -> row.fields().toString())
                .containsExactly(json("{'id':7,'name':'a; b','enabled':true,'client_ids':[1,2]}"));
        assertThat(findings.isEmpty()).isTrue();
    }

    @Test
    void truthValuesMayBeInTheLanguageOfTheSpreadsheet() {
        assertThat(read("enabled\nWAHR\nFALSCH\nVrai\n"))
                .extracting(row -> row.fields().path("enabled").toString())
                .containsExactly("true", "false", "true");
    }

    @Test
    void linesAreCountedFromTheStartOfTheFile() {
        read("sep=;\nid;name\n7\n8;b;c\n");

        assertThat(reported()).containsExactly("line 3 must have 2 cells, has 1", "line 4 must have 2 cells, has 3");
    }

    @Test
    void otherCharacterSetsAreReadIfDeclared() {
        byte[] file = "name\nJos\u00e9\n".getBytes(Charset.forName("windows-1252"));

        assertThat(CsvText.read(file, Charset.forName("windows-1252"), findings)
                        .orElseThrow()
                        .content())
                .contains("José");
    }

    @Test
    void formulasAreWrittenAsTextAndReadAgain() {
        assertThat(CsvColumn.write(TextNode.valueOf("=1+1"))).isEqualTo("'=1+1");
        assertThat(read("name\n'=1+1\n"))
                .extracting(row -> row.fields().path("name").asText())
                .containsExactly("=1+1");
    }

    private List<ImportRow> read(String csv) {
        CsvText text = CsvText.read(csv.getBytes(UTF_8), UTF_8, findings).orElseThrow();
        return CsvTable.read(text, CsvColumn.of(Form.class, Set.of()), MAX_ROWS, findings);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
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
