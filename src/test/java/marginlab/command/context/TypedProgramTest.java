package marginlab.command.context;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TypedProgramTest {
    @Test
    void theNextCommandBeginsAsTheLastOne() {
        assertThat(TypedProgram.line("./marginlab", "target/marginlab.jar init", "plan a.yaml"))
                .isEqualTo("./marginlab plan a.yaml");
        assertThat(TypedProgram.line(null, "target/marginlab.jar init", "plan a.yaml"))
                .isEqualTo("java -jar target/marginlab.jar plan a.yaml");
        assertThat(TypedProgram.line("", "org.codehaus.plexus.classworlds.launcher.Launcher exec:java", "plan a.yaml"))
                .isEqualTo("mvn -q compile exec:java -Dexec.args=\"plan a.yaml\"");
        assertThat(TypedProgram.line(null, "marginlab.Main", "plan a.yaml")).isEqualTo("marginlab plan a.yaml");
    }
}
