"""The measured models in PyTorch, written for speed: END4Rec (docs/end4rec.md) and SASRec.

A model is a function of named parameters, the names of a saved run, so that both sides start from the same numbers.
What only the newest position needs is computed for the newest position alone, as our own models do it.
Shapes: B sequences, N positions, d channels, F bins, k chunks of s channels, R behaviors, V items.
"""
import math

import torch
import torch.nn.functional as F

EPSILON = 1e-5


def normalized(x, p, name):
    return F.layer_norm(x, x.shape[-1:], p[name + ".weight"], p[name + ".bias"], EPSILON)


class SequenceModel:
    """What both models share: the embedded events, the feed-forward part, the readout, the scores."""

    def __init__(self, parameters, settings):
        self.p = parameters
        self.c = settings
        self.feed_forward = settings["feedForward"]

    def embedded(self, items, behaviors):
        p = self.p
        mask = (items > 0).unsqueeze(-1).to(torch.float32)
        event = F.embedding(items, p["item_embedding"], padding_idx=0)
        event = event + F.embedding(behaviors, p["behavior_embedding"], padding_idx=0) + p["position_embedding"]
        return normalized(event, p, "embedding_norm") * mask, mask

    def second_half(self, y, name):
        if not self.feed_forward:
            return y
        p = self.p
        h = F.gelu(F.linear(y, p[name + ".ffn.w1"].t(), p[name + ".ffn.b1"]))
        h = F.linear(h, p[name + ".ffn.w2"].t(), p[name + ".ffn.b2"])
        return normalized(y + h, p, name + ".norm2")

    def readout(self, newest):
        return normalized(newest, self.p, "output_norm")

    def scores(self, z):
        return z @ self.p["item_embedding"][1:].t()

    def recommend(self, items, behaviors, top):
        with torch.no_grad():
            return self.scores(self.representation(items, behaviors)).topk(top).values


class End4Rec(SequenceModel):
    def __init__(self, parameters, settings):
        super().__init__(parameters, settings)
        n = parameters["position_embedding"].shape[0]
        bins = torch.arange(n // 2 + 1, dtype=torch.float64)
        twice = torch.where((bins == 0) | (2 * bins == n), 1.0, 2.0).double() / math.sqrt(n)
        # an inverse transform at position N-1: e^(2 pi i f (N-1)/N) is e^(-2 pi i f/N)
        self.newest_phase = torch.polar(twice, -2 * math.pi * bins / n).to(torch.complex64).unsqueeze(-1)

    def chunk_matrix(self, name):
        """Complex [k,s,s] weights as real [k,2s,2s] ones, for rows that hold (real, imaginary) of each channel."""
        real, imaginary = self.p[name].unbind(0)
        k, s, _ = real.shape
        rows = torch.stack([torch.stack([real, imaginary], -1), torch.stack([-imaginary, real], -1)], 2)
        return rows.reshape(k, 2 * s, 2 * s)

    def chunk_bias(self, name):
        real, imaginary = self.p[name].unbind(0)
        return torch.stack([real, imaginary], -1).reshape(real.shape[0], 1, -1)

    def layer_weights(self):
        names = [f"ebm.{layer}.fusion." for layer in range(self.c["layers"])]
        return [[self.chunk_matrix(n + "w1"), self.chunk_bias(n + "b1"), self.chunk_matrix(n + "w2"),
                 self.chunk_bias(n + "b2")] for n in names]

    def mined(self, x, mask, weights, newest=0):
        """x [B,N,d] through all layers, and each layer's mixed signal; of the last one the newest positions (0:
        all)."""
        b, n, d = x.shape
        k = self.c["chunks"]
        signals = []
        for layer, (w1, b1, w2, b2) in enumerate(weights):
            spectrum = torch.view_as_real(torch.fft.rfft(x, dim=1, norm="ortho"))
            chunks = spectrum.reshape(-1, k, 2 * d // k).transpose(0, 1)
            hidden = torch.relu(torch.baddbmm(b1, chunks, w1))
            mixed = torch.baddbmm(b2, hidden, w2).transpose(0, 1).reshape(b, -1, d, 2)
            signal = torch.fft.irfft(torch.view_as_complex(mixed), n=n, dim=1, norm="ortho")
            signals.append(signal)
            if layer == len(weights) - 1:
                x, signal, mask = x[:, -newest:], signal[:, -newest:], mask[:, -newest:]
            name = f"ebm.{layer}"
            x = self.second_half(normalized(x + signal, self.p, name + ".norm1"), name) * mask
        return x, signals

    def keep_probability_margin(self, h, s0, behaviors, mask):
        p = self.p
        rate = F.softplus(p["hard.rho"]) + 1e-6
        preference = 1 + torch.exp(rate * torch.log(rate) - rate - torch.lgamma(rate + 1))
        others = (s0.sum(1, keepdim=True) - s0) / (mask.sum(1, keepdim=True) - 1).clamp(min=1)
        agreement = ((s0 @ p["hard.context"]) * others).sum(-1)
        noise = h @ p["hard.score.weight"] + p["hard.score.bias"] - agreement
        return preference[(behaviors - 1).clamp(min=0)] - noise

    def filtered(self, h, behaviors):
        """One spectral kernel for each behavior's channel, all channels transformed at once; the newest position."""
        channels = torch.arange(1, self.c["behaviors"] + 1)
        member = (behaviors.unsqueeze(1) == channels.view(1, -1, 1)).to(h.dtype).unsqueeze(-1)
        spectrum = torch.fft.rfft(h.unsqueeze(1) * member, dim=2, norm="ortho")
        kernel = torch.complex(self.p["soft.kernel"][0], self.p["soft.kernel"][1])
        return ((spectrum * kernel).sum(1) * self.newest_phase).sum(1).real

    def representation(self, items, behaviors):
        s0, mask = self.embedded(items, behaviors)
        weights = self.layer_weights()
        h, _ = self.mined(s0, mask, weights)
        kept = (self.keep_probability_margin(h, s0, behaviors, mask) > 0).to(h.dtype).unsqueeze(-1) * mask
        pure = self.mined(s0 * kept, mask, weights)[0] if self.c["tokenLevel"] else h * kept
        return self.readout(self.filtered(pure, behaviors))

    def coding_rate(self, signal):
        """0.5 log det(I + d/(N e^2) M M^T), by the smaller of the two Gram matrices, through Cholesky."""
        n, d = signal.shape[1:]
        scale = d / (n * self.c["codingPrecision"] ** 2)
        gram = signal @ signal.transpose(1, 2) if n <= d else signal.transpose(1, 2) @ signal
        factor = torch.linalg.cholesky(torch.eye(min(n, d)) + scale * gram)
        return torch.log(factor.diagonal(dim1=1, dim2=2)).sum(1).mean()

    def loss(self, items, behaviors, targets, gumbel=None):
        s0, mask = self.embedded(items, behaviors)
        weights = self.layer_weights()
        h, signals = self.mined(s0, mask, weights)
        margin = self.keep_probability_margin(h, s0, behaviors, mask)
        if gumbel is None:
            uniform = torch.rand(margin.shape + (2,)).clamp(1e-7, 1 - 1e-7)
            gumbel = -torch.log(-torch.log(uniform))
        # softmax over two logits is the sigmoid of their difference
        soft = torch.sigmoid((margin + gumbel[..., 0] - gumbel[..., 1]) / self.c["temperature"])
        kept = ((soft > 0.5).to(soft.dtype) - soft.detach() + soft).unsqueeze(-1) * mask
        source = s0 if self.c["tokenLevel"] else h
        pure, noise = source * kept, source * (mask - kept)
        if self.c["tokenLevel"]:
            pure, noise = self.mined(pure, mask, weights)[0], self.mined(noise, mask, weights, 1)[0]
        clean = self.filtered(pure, behaviors)
        h, pure, noise = h[:, -1], pure[:, -1], noise[:, -1]
        count = kept.detach().round().sum((1, 2))
        split = ((count > 0) & (count < mask.sum((1, 2)))).to(h.dtype)

        target = F.embedding(targets, self.p["item_embedding"], padding_idx=0)
        q = (torch.stack([h, pure, noise, clean, pure - clean]) * target).sum(-1)
        hard = F.logsigmoid(q[1] - q[0]) + F.logsigmoid(q[0] - q[2])
        gentle = F.logsigmoid(q[3] - q[1]) + F.logsigmoid(q[1] - q[4])
        contrast = (hard * split).sum() / split.sum().clamp(min=1) + gentle.mean()
        rate = sum(self.coding_rate(signal) for signal in signals) / len(signals)
        return (F.cross_entropy(self.scores(self.readout(clean)), targets - 1)
                + self.c["weightCompactness"] * rate - self.c["weightContrast"] * contrast)


class SasRec(SequenceModel):
    HEADS = 2

    def representation(self, items, behaviors):
        p = self.p
        x, mask = self.embedded(items, behaviors)
        b, n, d = x.shape
        allowed = torch.ones(n, n, dtype=torch.bool).tril() & (items > 0)[:, None, None, :]
        for layer in range(self.c["layers"]):
            name = f"attention.{layer}"
            # the last layer asks for the newest position alone
            asked = n if layer < self.c["layers"] - 1 else 1
            mask, allowed, queries = mask[:, -asked:], allowed[:, :, -asked:], x[:, -asked:]
            q, k, v = ((source @ p[f"{name}.{each}"]).view(b, -1, self.HEADS, d // self.HEADS).transpose(1, 2)
                       for each, source in (("q", queries), ("k", x), ("v", x)))
            logits = (q * (d // self.HEADS) ** -0.5) @ k.transpose(2, 3)
            weights = torch.softmax(logits.masked_fill(~allowed, -1e9), -1)
            y = (weights @ v).transpose(1, 2).reshape(b, asked, d) @ p[f"{name}.o"]
            x = self.second_half(normalized(queries + y, p, name + ".norm1"), name) * mask
        return self.readout(x[:, -1])

    def loss(self, items, behaviors, targets, gumbel=None):
        return F.cross_entropy(self.scores(self.representation(items, behaviors)), targets - 1)


KINDS = {"end4rec": End4Rec, "sasrec": SasRec}


class Training:
    """Steps of training on batches taken in turn: gradients cleared, forward, backward, Adam."""

    def __init__(self, kind, parameters, settings, batches, noise):
        self.parameters = {name: value.requires_grad_(True) for name, value in parameters.items()}
        self.model = KINDS[kind](self.parameters, settings)
        self.optimizer = torch.optim.Adam(list(self.parameters.values()), lr=settings["rate"])
        self.batches = batches
        self.noise = noise
        self.done = 0

    def step(self, gumbel=None):
        self.optimizer.zero_grad(set_to_none=True)
        loss = self.model.loss(*self.batches[self.done % len(self.batches)], gumbel)
        loss.backward()
        self.optimizer.step()
        self.done += 1
        return loss

    def losses(self):
        """The losses of the first steps, with given noise."""
        return [self.step(noise).item() for noise in self.noise]


class Requests:
    """Requests of one user each, in turn."""

    def __init__(self, kind, parameters, settings, requests, top):
        self.model = KINDS[kind](parameters, settings)
        self.requests = requests
        self.top = top
        self.done = 0

    def answer(self):
        items, behaviors, _ = self.requests[self.done % len(self.requests)]
        self.done += 1
        return self.model.recommend(items, behaviors, self.top)
