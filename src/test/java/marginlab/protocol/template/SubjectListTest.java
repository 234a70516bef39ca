package marginlab.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SubjectListTest {
    @TempDir
    private Path folder;

    @Test
    void readsAListThatASpreadsheetWrote() throws IOException {
        Path list = Files.writeString(folder.resolve("g.csv"), "\uFEFFTEMPLATE_ID,SUBJECT_ID\r\n7,1\r\n9,2\r\n");
        assertThat(SubjectList.read(list).templates()).containsExactly(7, 9);
        assertThat(SubjectList.read(list).subjects()).containsExactly(1, 2);
    }

    @Test
    void saysThatAListIsNoText() throws IOException {
        Path list = Files.write(
                folder.resolve("g.csv"), "template,subject\n7,\u00e4\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> SubjectList.read(list))
                .isInstanceOf(ProblemException.class)
                .hasMessage(list + ": found bytes that are not UTF-8; expected a list of templates");
    }
}
