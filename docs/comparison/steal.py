import os, subprocess, threading, time

def reap():                       # a library's reaper thread: takes anybody's child
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            time.sleep(0.01)

threading.Thread(target=reap, daemon=True).start()
for code in (7, 0, 3):
    job = subprocess.Popen(["sh", "-c", "sleep 0.2; exit %d" % code])
    time.sleep(0.3)
    print("exit code", code, "became", job.wait())
