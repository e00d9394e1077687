"""The Python side of the peers report: NumPy with SciPy, and PyTorch.

Reads one JSON object a line from standard input and answers each with one on standard output:
  {"do": "facts"}                                             -> {"numpy": {...}, "torch": {...}} of what is installed
  {"do": "prepare", "id": 1, "library": "numpy", "workload": {...}} -> {"ready": true}, or false if it cannot do that
  {"do": "answer", "id": 1, "file": "..."}                    -> {"floats": n}; the file gets them as raw float32
  {"do": "run", "id": 1, "calls": 20}                         -> {"seconds": s}
  {"do": "release", "id": 1}                                  -> {}
Arrays of a workload come as {"file": path, "type": "f4" or "i4", "shape": [...]}. Ends with its input.
"""
import ctypes
import gc
import importlib
import json
import os
import sys
import time

THREADS = int(os.environ.get("OMP_NUM_THREADS", "1"))


def optional(name):
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


np = optional("numpy")
scipy_fft = optional("scipy.fft")
torch = optional("torch")
if torch:
    import models
    torch.set_num_threads(THREADS)


def load(array):
    shape = array["shape"]
    return np.fromfile(array["file"], dtype=array["type"]).reshape(shape)


class Work:
    """A call that is repeated, and what it leaves."""

    def __init__(self, call, answer):
        self.call = call
        self.answer = answer


def planar(spectrum):
    """Complex [B,F,d] to [B,2,F,d]."""
    return np.stack([spectrum.real, spectrum.imag], 1)


def numpy_work(w):
    op = w["op"]
    if op == "product":
        a, b = load(w["a"]), load(w["b"])
        a, b = (a.T if w["form"] == "TN" else a), (b.T if w["form"] == "NT" else b)
        c = np.empty((a.shape[0], b.shape[1]), np.float32)
        return Work(lambda: np.matmul(a, b, out=c), lambda: c)
    if op == "rfft" and scipy_fft:
        x = load(w["x"])
        y = [None]

        def forward():
            y[0] = scipy_fft.rfft(x, axis=1, norm="ortho", workers=THREADS)
        return Work(forward, lambda: planar(y[0]))
    if op == "irfft" and scipy_fft:
        x = load(w["x"])
        x = np.ascontiguousarray(x[:, 0] + 1j * x[:, 1])
        n = w["n"]
        y = [None]

        def inverse():
            y[0] = scipy_fft.irfft(x, n=n, axis=1, norm="ortho", workers=THREADS)
        return Work(inverse, lambda: y[0])
    if op in ("exp", "tanh"):
        x = load(w["x"])
        y = np.empty_like(x)
        function = getattr(np, op)
        return Work(lambda: function(x, out=y), lambda: y)
    if op == "search":
        catalogue, query, top = load(w["catalogue"]), load(w["query"]), w["top"]
        best = [None]

        def search():
            scores = catalogue @ query
            highest = np.argpartition(scores, -top)[-top:]
            best[0] = scores[highest[np.argsort(-scores[highest])]]
        return Work(search, lambda: best[0])
    return None


def torch_work(w):
    op = w["op"]
    F = torch.nn.functional

    def tensor(name):
        return torch.from_numpy(load(w[name]))

    y = [None]

    def of(function):
        def call():
            y[0] = function()
        return Work(call, lambda: y[0].numpy())

    if op == "product":
        a, b = tensor("a"), tensor("b")
        a, b = (a.t() if w["form"] == "TN" else a), (b.t() if w["form"] == "NT" else b)
        c = torch.empty(a.shape[0], b.shape[1])
        return Work(lambda: torch.matmul(a, b, out=c), lambda: c.numpy())
    if op == "rfft":
        x = tensor("x")
        work = of(lambda: torch.fft.rfft(x, dim=1, norm="ortho"))
        return Work(work.call, lambda: planar(y[0].numpy()))
    if op == "irfft":
        x = tensor("x")
        x = torch.complex(x[:, 0].contiguous(), x[:, 1].contiguous())
        return of(lambda: torch.fft.irfft(x, n=w["n"], dim=1, norm="ortho"))
    if op in ("exp", "tanh"):
        x = tensor("x")
        y[0] = torch.empty_like(x)
        function = getattr(torch, op)
        return Work(lambda: function(x, out=y[0]), lambda: y[0].numpy())
    if op == "gelu":
        x = tensor("x")
        return of(lambda: F.gelu(x))
    if op == "log_softmax":
        x = tensor("x")
        return of(lambda: torch.log_softmax(x, 1))
    if op == "layer_norm":
        x, weight, bias = tensor("x"), tensor("weight"), tensor("bias")
        return of(lambda: F.layer_norm(x, x.shape[1:], weight, bias, w["epsilon"]))
    if op == "adam":
        weights = tensor("weights").requires_grad_(True)
        weights.grad = tensor("gradient")
        optimizer = torch.optim.Adam([weights], lr=w["rate"])
        return Work(optimizer.step, lambda: weights.detach().numpy())
    if op == "search":
        catalogue, query = tensor("catalogue"), tensor("query")
        return of(lambda: torch.topk(torch.mv(catalogue, query), w["top"]).values)
    if op in ("training", "request"):
        parameters = {name: torch.from_numpy(load(value)) for name, value in w["parameters"].items()}
        batches = [[torch.from_numpy(load(array)).long() for array in batch] for batch in w["batches"]]
        if op == "request":
            requests = models.Requests(w["model"], parameters, w["settings"], batches, w["top"])
            return of(requests.answer)
        noise = [torch.from_numpy(load(array)) for array in w["noise"]]
        training = models.Training(w["model"], parameters, w["settings"], batches, noise)
        losses = []

        def step():
            if losses:
                training.step()
            else:
                losses.extend(training.losses())
        return Work(step, lambda: np.array(losses, np.float32))
    return None


LIBRARIES = {"numpy": numpy_work if np else None, "torch": torch_work if torch and np else None}


def blas():
    """Version and kernels of the OpenBLAS that is loaded, or the files that provide BLAS."""
    with open("/proc/self/maps") as maps:
        files = {line.split()[-1] for line in maps if "blas" in line.rsplit("/", 1)[-1]}
    for file in sorted(files):
        library = ctypes.CDLL(file)
        if hasattr(library, "openblas_get_corename"):
            library.openblas_get_corename.restype = ctypes.c_char_p
            library.openblas_get_config.restype = ctypes.c_char_p
            return library.openblas_get_config().decode(), library.openblas_get_corename().decode()
    return "not OpenBLAS: " + ", ".join(sorted(files)), "unknown"


def facts():
    found = {}
    if np:
        np.ones((2, 2), np.float32) @ np.ones((2, 2), np.float32)
        config, kernels = blas()
        found["numpy"] = {"version": np.__version__, "blas": config, "kernels": kernels,
                          "scipy": optional("scipy").__version__ if scipy_fft else "absent"}
        if torch:
            show = torch.__config__.show()
            capability = [line.split(":")[-1].strip() for line in show.splitlines() if "CPU capability" in line]
            found["torch"] = {"version": torch.__version__, "blas": config,
                              "kernels": kernels + ", CPU capability " + "".join(capability)}
    found["python"] = sys.version.split()[0]
    return found


def main():
    prepared = {}
    for line in sys.stdin:
        request = json.loads(line)
        do = request["do"]
        reply = {}
        if do == "facts":
            reply = facts()
        elif do == "prepare":
            library = LIBRARIES[request["library"]]
            work = library(request["workload"]) if library else None
            if work:
                prepared[request["id"]] = work
            reply = {"ready": work is not None}
        elif do == "answer":
            work = prepared[request["id"]]
            work.call()
            answer = np.ascontiguousarray(work.answer(), dtype=np.float32)
            answer.tofile(request["file"])
            reply = {"floats": answer.size}
        elif do == "run":
            call = prepared[request["id"]].call
            start = time.perf_counter()
            for _ in range(request["calls"]):
                call()
            reply = {"seconds": time.perf_counter() - start}
        elif do == "release":
            del prepared[request["id"]]
            gc.collect()
        print(json.dumps(reply), flush=True)


main()
