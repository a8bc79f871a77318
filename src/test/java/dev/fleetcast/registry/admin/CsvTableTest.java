package dev.fleetcast.registry.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

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
                .extracting(CsvRow::line)
                .containsExactly(2L, 5L);
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
        read("id,name\n7,a\n,b\n7,c\n");

        assertThat(reported()).containsExactly("line 4: id is already used in line 2");
    }

    @Test
    void lineThatIsNotUtf8IsNamed() {
        CsvTable.read("name\nAda\n\u00e9\n".getBytes(StandardCharsets.ISO_8859_1), Form.class, MAX_ROWS, findings);

        assertThat(reported()).containsExactly("line 3 must be UTF-8 text");
    }

    @Test
    void unknownAndRepeatedColumnsAreNamed() {
        read("name,shoe,name\na,b,c\n");

        assertThat(reported())
                .containsExactly(
                        "line 1: shoe is not one of the columns [id, name, enabled, client_ids]",
                        "line 1: name must occur once");
    }

    private List<CsvRow> read(String csv) {
        return CsvTable.read(csv.getBytes(StandardCharsets.UTF_8), Form.class, MAX_ROWS, findings);
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
