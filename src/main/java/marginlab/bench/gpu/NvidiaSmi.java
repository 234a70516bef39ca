package marginlab.bench.gpu;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** NVIDIA's own program, which comes with the driver. */
public final class NvidiaSmi implements GpuList {
    private static final int LIMIT_SECONDS = 60;
    private static final String REMEDY =
            "Install NVIDIA's driver, 570 or newer for CUDA 12.8, and see that 'nvidia-smi' lists the GPU";

    @Override
    public GpuAnswer ask() {
        try {
            Process process = new ProcessBuilder(
                            "nvidia-smi",
                            "--query-gpu=index,name,memory.total,driver_version",
                            "--format=csv,noheader,nounits")
                    .redirectErrorStream(true)
                    .start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return none("nvidia-smi gave no answer in " + LIMIT_SECONDS + " s");
            }
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.exitValue() == 0
                    ? of(text)
                    : none("nvidia-smi: " + text.lines().findFirst().orElse("no answer"));
        } catch (IOException e) {
            return none("no nvidia-smi on this machine");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return none("interrupted");
        }
    }

    /** Reads its table: {@code 0, NVIDIA H200, 143771, 570.86.15}. */
    static GpuAnswer of(String text) {
        List<GpuDevice> devices = text.lines()
                .map(line -> line.split("\\s*,\\s*"))
                .filter(cells -> cells.length == 4 && cells[2].matches("\\d{1,9}"))
                .map(cells -> new GpuDevice(cells[0].strip(), cells[1], Long.parseLong(cells[2]), cells[3].strip()))
                .toList();
        return devices.isEmpty() ? none("nvidia-smi lists no GPU") : new GpuAnswer(devices, "", "");
    }

    private static GpuAnswer none(String problem) {
        return new GpuAnswer(List.of(), problem, REMEDY);
    }
}
