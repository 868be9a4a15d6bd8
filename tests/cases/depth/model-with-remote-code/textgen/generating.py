from textgen.loading import model, tokenizer


def complete(name, prompt, length):
    words = tokenizer(name)
    inputs = words(prompt, return_tensors="pt")
    outputs = model(name).generate(**inputs, max_new_tokens=length)
    return words.decode(outputs[0], skip_special_tokens=True)
