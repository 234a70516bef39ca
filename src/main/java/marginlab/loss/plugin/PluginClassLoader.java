package marginlab.loss.plugin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;

/** Classes and resources from the bytes of a jar, so that they are those that were hashed, whatever becomes of the file. */
final class PluginClassLoader extends ClassLoader {
    private static final String CLASS = ".class";

    private final Map<String, byte[]> entries;

    /** @param entries contents by name */
    PluginClassLoader(String jar, Map<String, byte[]> entries) {
        super(jar, LossPlugin.class.getClassLoader());
        this.entries = Map.copyOf(entries);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = entries.get(name.replace('.', '/') + CLASS);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    protected URL findResource(String name) {
        byte[] bytes = entries.get(name);
        try {
            return bytes == null ? null : new URL(null, "plugin:" + name, new FromBytes(bytes));
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        URL url = findResource(name);
        return Collections.enumeration(url == null ? List.of() : List.of(url));
    }

    /** Opens a resource. */
    private static final class FromBytes extends URLStreamHandler {
        private final byte[] bytes;

        FromBytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
                @Override
                public void connect() {
                    connected = true;
                }

                @Override
                public InputStream getInputStream() throws IOException {
                    return new ByteArrayInputStream(bytes);
                }
            };
        }
    }
}
